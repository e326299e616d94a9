"""Who keeps whom at a distance, and what follows from it. Plain Python.

A refusal tells something: that the two have to do with each other. So it may rest only on what the one who is refused
sees anyway: a name that stands there, or the very words at which the distance was made.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# So many of somebody's distances stand at once.
MOST = 300


class Kind(StrEnum):
    """How far: a block keeps both from meeting, a mute only spares one of them the other's words."""

    BLOCK = "block"
    MUTE = "mute"


class Choice(StrEnum):
    """What somebody wants, and a mute for how long."""

    BLOCK = "block"
    WEEK = "week"
    MONTH = "month"
    GOOD = "good"


class Hindrance(StrEnum):
    """Whose block stands between two: one's own, or not."""

    OWN = "own"
    OTHER = "other"


class Fold(StrEnum):
    """Why words may be folded away for a reader: they keep these words at a distance, or a name."""

    NOT = ""
    WORDS = "words"
    NAME = "name"


_DAYS = {Choice.WEEK: 7, Choice.MONTH: 30}


@dataclass(frozen=True, slots=True)
class Distance:
    """`keeper` keeps `other` away since they read `subject`, a part of `about`; `named`: with the other's name.

    `local`: the keeper has no name there. Whoever provokes a block under nameless words, and is then refused under a
    name, would know whose those words are; so it holds there alone.
    """

    keeper: int
    other: int
    subject: str
    about: str
    named: bool
    local: bool = False
    kind: Kind = Kind.BLOCK


@dataclass(frozen=True, slots=True)
class Place:
    """Something of somebody that another one wants to answer: its author (None: nobody has an account there), whether
    their name stands there, and whether they speak for the city, which nobody keeps away."""

    subject: str
    author: int | None
    named: bool
    for_city: bool = False


def kind_of(choice: Choice) -> Kind:
    """What the choice amounts to."""
    return Kind.BLOCK if choice is Choice.BLOCK else Kind.MUTE


def until(choice: Choice, moment: datetime) -> datetime | None:
    """When it ends by itself; None: never."""
    days = _DAYS.get(choice)
    return moment + timedelta(days=days) if days else None


def hindrance(actor: int, place: Place, standing: Iterable[Distance]) -> Hindrance | None:
    """What keeps somebody from answering there; None where nothing does."""
    if place.author is None or place.author == actor or place.for_city:
        return None
    blocks = [each for each in standing if each.kind is Kind.BLOCK]
    if any(
        (each.keeper, each.other) == (actor, place.author)
        and (each.subject == place.subject or (each.named and place.named))
        for each in blocks
    ):
        return Hindrance.OWN
    if any(
        (each.keeper, each.other) == (place.author, actor)
        and (each.about == place.subject or (place.named and not each.local))
        for each in blocks
    ):
        return Hindrance.OTHER
    return None


def is_folded(fold: Fold, *, named: bool) -> bool:
    """Whether words are folded away. By a name only where it stands: else the fold would say whose they are."""
    return fold is Fold.WORDS or (fold is Fold.NAME and named)
