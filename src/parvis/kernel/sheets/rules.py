"""What a service is made of, and how two of them differ. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints, field_validator

from parvis.kernel.people.rules import Level

NAME_AT_MOST, WORDS_AT_MOST, ANSWER_AT_MOST = 80, 300, 4000
ANSWER_AT_LEAST = 20
DAYS_PROMISED_AT_MOST = 90
# How long neighbours have the first word, and a partner the second, before the office must act.
FIRST_AT_MOST = {"neighbours_minutes": 20_160, "partner_hours": 200}


class Rung(StrEnum):
    """How much an invitation asks: the ladder."""

    TAP = "tap"
    MINUTE = "minute"
    HOUR = "hour"
    COMMITMENT = "commitment"
    RESPONSIBILITY = "responsibility"


class Reward(StrEnum):
    """What somebody gets back who takes part."""

    NOTHING = "nothing"
    THANKS = "thanks"
    HOURS = "hours"


type Name = Annotated[str, StringConstraints(max_length=NAME_AT_MOST)]
type Words = Annotated[str, StringConstraints(max_length=WORDS_AT_MOST)]
type Answer = Annotated[str, StringConstraints(max_length=ANSWER_AT_MOST)]
# In files a level stands by its name: whoever reads them has no table of numbers.
type Asked = Annotated[Level, PlainSerializer(lambda level: level.name.lower(), when_used="json")]


class Sheet(BaseModel):
    """What an official composes, without programming. Texts of `names` and `words` are by language.

    `ladder` holds the open rungs and what each asks of the city's knowledge about a person; None: as the module says.
    `answer_days` are working days (None: the module promises by itself), `two_people` verbs for which two must sign.
    `neighbours_minutes` go by on any clock, `partner_hours` in the partner's working time; `partner` is its slug.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    names: dict[str, Name] = Field(default_factory=dict)
    words: dict[str, Words] = Field(default_factory=dict)
    icon: Annotated[str, StringConstraints(max_length=60)] = ""
    ladder: dict[Rung, Asked] | None = None
    answer_days: Annotated[int, Field(ge=1, le=DAYS_PROMISED_AT_MOST)] | None = None
    neighbours_minutes: Annotated[int, Field(ge=5, le=FIRST_AT_MOST["neighbours_minutes"])] | None = None
    partner: Annotated[str, StringConstraints(max_length=60)] = ""
    partner_hours: Annotated[int, Field(ge=1, le=FIRST_AT_MOST["partner_hours"])] | None = None
    reward: Reward = Reward.THANKS
    two_people: tuple[str, ...] = ()
    purpose: Answer = ""
    legal_basis: Answer = ""
    retention: Answer = ""
    access_plan: Answer = ""
    why_not_city: Answer = ""
    why_not_market: Answer = ""
    if_it_stops: Answer = ""
    learned: Answer = ""
    settings: dict[str, Any] = Field(default_factory=dict)

    @field_validator("names", "words")
    @classmethod
    def _without_empty(cls, texts: dict[str, str]) -> dict[str, str]:
        return {language: text for language, text in texts.items() if text}

    @field_validator("ladder", mode="before")
    @classmethod
    def _levels(cls, ladder: Any) -> Any:
        if not isinstance(ladder, dict):
            return ladder
        levels = {level.name.lower(): level for level in Level}
        return {rung: levels.get(asked, asked) for rung, asked in ladder.items()}


# Answers in the composer's own words, in the order in which they are asked.
ANSWERS = (
    *("purpose", "legal_basis", "retention", "access_plan"),
    *("why_not_city", "why_not_market", "if_it_stops", "learned"),
)


def open_rungs(sheet: Sheet, of_module: Iterable[Rung]) -> frozenset[Rung]:
    """The rungs on which people may stand: those of the module that the sheet leaves open."""
    rungs = frozenset(of_module)
    return rungs if sheet.ladder is None else rungs & frozenset(sheet.ladder)


def level_asked(sheet: Sheet, rung: Rung, least: Level) -> Level | None:
    """How well the city must know somebody on a rung: never less than the module says. None: the rung is closed."""
    if sheet.ladder is None:
        return least
    return max(least, sheet.ladder[rung]) if rung in sheet.ladder else None


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two sheets say differently: its name (`names.fr`), what one says, what the other says.

    `moved` tells who changed it since they were the same: "theirs", "mine", "both", or "" where nobody knows.
    """

    name: str
    mine: Any
    theirs: Any
    moved: str = ""


def differences(mine: Sheet, theirs: Sheet, base: Sheet | None = None) -> list[Difference]:
    """Field by field, texts language by language; `base` is what both began from."""
    own, other = flat(mine), flat(theirs)
    before = flat(base) if base is not None else None
    return [
        Difference(name, own.get(name), other.get(name), _moved(name, own, other, before))
        for name in sorted(own.keys() | other.keys(), key=_place)
        if own.get(name) != other.get(name)
    ]


def merged(mine: Sheet, theirs: Sheet, names: Iterable[str]) -> Sheet:
    """Mine, with what is named taken over from theirs. `ValidationError` where that makes no sheet."""
    content = flat(mine)
    other = flat(theirs)
    for name in names:
        content[name] = other.get(name)
    return unflat(content)


def flat(sheet: Sheet) -> dict[str, Any]:
    """A sheet as plain values by dotted name; what is empty is left out."""
    found: dict[str, Any] = {}
    for name, value in sheet.model_dump(mode="json").items():
        if name in _BY_KEY:
            found |= {f"{name}.{key}": each for key, each in value.items() if each is not None}
        elif name == "ladder" and value is not None:
            found[name] = value  # one thing: a rung without the others would say that they are closed
        elif value not in ("", None, [], {}):
            found[name] = value
    return found


def unflat(content: Mapping[str, Any]) -> Sheet:
    """The sheet of which these are the plain values."""
    found: dict[str, Any] = {}
    for name, value in content.items():
        if value is None:
            continue
        head, _dot, key = name.partition(".")
        if key:
            found.setdefault(head, {})[key] = value
        else:
            found[head] = value
    return Sheet.model_validate(found)


_BY_KEY = ("names", "words", "settings")
_ORDER = {name: place for place, name in enumerate(Sheet.model_fields)}


def _place(name: str) -> tuple[int, str]:
    head = name.partition(".")[0]
    return _ORDER.get(head, len(_ORDER)), name


def _moved(
    name: str, own: Mapping[str, Any], other: Mapping[str, Any], before: Mapping[str, Any] | None
) -> str:
    if before is None:
        return ""
    mine, theirs = own.get(name) != before.get(name), other.get(name) != before.get(name)
    return "both" if mine and theirs else "theirs" if theirs else "mine"
