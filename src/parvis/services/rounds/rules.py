"""Which reports a round goes to, and in which order somebody puts them. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from parvis.kernel.places.rules import metres_between

STOPS_AT_MOST = 200
TAKEN_AT_ONCE = 20
DAYS_KEPT = 30


class Take(StrEnum):
    """Which reports of the office to go to."""

    URGENT = "urgent"
    OLDEST = "oldest"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report that waits for its office; they come oldest first."""

    id: str
    lat: float
    lon: float
    due_at: datetime | None


def chosen(
    waiting: Sequence[Waiting], take: Take, number: int, near: tuple[float, float] | None
) -> list[str]:
    """The `number` reports to go to. Without a place to begin at, the nearest are those nearest to the oldest."""
    if take is Take.OLDEST or not waiting:
        ranked = list(waiting)
    elif take is Take.URGENT:
        # What has no due date comes last; what is due at the same moment stays in the order of its age.
        ranked = sorted(
            waiting, key=lambda each: (each.due_at is None, each.due_at and each.due_at.timestamp())
        )
    else:
        lat, lon = near or (waiting[0].lat, waiting[0].lon)
        ranked = sorted(waiting, key=lambda each: metres_between(lat, lon, each.lat, each.lon))
    return [each.id for each in ranked[:number]]


def moved(order: Sequence[str], which: str, by: int) -> list[str]:
    """The same order with one of them some places further down (negative: up), at most to the end."""
    if which not in order:
        return list(order)
    rest = [each for each in order if each != which]
    place = min(max(order.index(which) + by, 0), len(rest))
    return [*rest[:place], which, *rest[place:]]
