"""What people can say that they can do, how far they go, and when they have time. Plain Python."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from parvis.kernel.sheets.rules import Rung

SKILLS = (
    "tools",
    "gardening",
    "lifting",
    "driving",
    "cooking",
    "animals",
    "first-aid",
    "digital",
    "forms",
    "teaching",
    "listening",
    "languages",
)
EVENING_FROM = 17  # o'clock
SATURDAY = 5


class Reach(StrEnum):
    """How far somebody goes."""

    HOME = "home"
    NEAR = "near"
    CITY = "city"


class Slot(StrEnum):
    """When somebody has time."""

    DAY = "day"
    EVENING = "evening"
    WEEKEND = "weekend"


@dataclass(frozen=True, slots=True)
class Interests:
    """What somebody said; empty sets say nothing. `most`: what asks more than this rung is not for them."""

    skills: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    most: Rung = Rung.RESPONSIBILITY
    reach: Reach = Reach.NEAR
    letter: bool = False


UNASKED = Interests()


def slot_of(local: datetime) -> Slot:
    """The slot of a moment, given in the city's time."""
    if local.weekday() >= SATURDAY:
        return Slot.WEEKEND
    return Slot.EVENING if local.hour >= EVENING_FROM else Slot.DAY
