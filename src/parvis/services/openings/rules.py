"""The limits of what neighbours can be asked, and what stands in the way of taking it on. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum

PEOPLE_AT_MOST, MINUTES_AT_MOST, DAYS_AT_MOST, JOBS_AT_MOST = 10, 480, 30, 10
WORDS_AT_MOST = 4000


class Obstacle(StrEnum):
    """Why somebody cannot take a job."""

    CLOSED = "closed"
    BEGUN = "begun"
    LEVEL = "level"
    MINE = "mine"
    FULL = "full"
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class Asking:
    """What counts when somebody wants a job: `held` of its `places` are taken, they hold `own` jobs of `own_most`."""

    is_open: bool = False
    begun: bool = False
    level: int = 0
    level_asked: int = 0
    has_it: bool = False
    held: int = 0
    places: int = 0
    own: int = 0
    own_most: int = 0


def obstacle_to_taking(asking: Asking) -> Obstacle | None:
    """The first thing in the way, None for nothing."""
    found = (
        (not asking.is_open, Obstacle.CLOSED),
        (asking.begun, Obstacle.BEGUN),
        (asking.level < asking.level_asked, Obstacle.LEVEL),
        (asking.has_it, Obstacle.MINE),
        (asking.held >= asking.places, Obstacle.FULL),
        (asking.own >= asking.own_most, Obstacle.ENOUGH),
    )
    return next((obstacle for stands, obstacle in found if stands), None)
