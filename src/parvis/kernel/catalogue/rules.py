"""The life of a service, and what must be answered before it may open. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from parvis.kernel.sheets.rules import ANSWER_AT_LEAST, ANSWERS, Rung, Sheet, open_rungs

# A pilot ends by itself: whoever wants it to stay decides that, with what was learned.
PILOT_DAYS_AT_MOST = 366


class Stage(StrEnum):
    """The life of a service. People take part in PILOT and OPEN alone."""

    DRAFT = "draft"
    PILOT = "pilot"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


OFFERED = (Stage.PILOT, Stage.OPEN)
# What is closed stays closed: a copy of it begins anew, with its own decisions.
NEXT: Mapping[Stage, tuple[Stage, ...]] = {
    Stage.DRAFT: (Stage.PILOT,),
    Stage.PILOT: (Stage.OPEN, Stage.PAUSED, Stage.CLOSED),
    Stage.OPEN: (Stage.PAUSED, Stage.CLOSED),
    Stage.PAUSED: (Stage.PILOT, Stage.OPEN, Stage.CLOSED),
    Stage.CLOSED: (),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the list of checks asks of the house beside the sheet. `officials` could answer for it today."""

    house_language: str
    rungs: frozenset[Rung]
    has_fallback: bool = False
    officials: int = 0
    partner_is_there: bool = True
    settings_fit: bool = True
    was_piloted: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list of checks, by its name; `done` is whether the service passes it."""

    name: str
    done: bool


def checks(sheet: Sheet, facts: Facts, towards: Stage) -> list[Check]:
    """What must be answered before a service may reach a stage, in the order of the form.

    Pausing and closing ask for nothing: stopping must always be possible.
    """
    if towards not in OFFERED:
        return []
    house = facts.house_language
    found = {
        "names": bool(sheet.names.get(house)) and bool(sheet.words.get(house)),
        "settings": facts.settings_fit,
        "ladder": bool(open_rungs(sheet, facts.rungs)),
        "officials": facts.officials >= 2,
        "fallback": facts.has_fallback,
        "partner": bool(sheet.partner) == bool(sheet.partner_hours) and facts.partner_is_there,
    }
    answered = {name: len(getattr(sheet, name)) >= ANSWER_AT_LEAST for name in ANSWERS}
    if towards is not Stage.OPEN or not facts.was_piloted:
        del answered["learned"]
    return [Check(name, done) for name, done in {**found, **answered}.items()]


def can_move(now: Stage, to: Stage) -> bool:
    """True where a stage follows another."""
    return to in NEXT[now]
