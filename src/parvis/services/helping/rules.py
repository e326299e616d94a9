"""What becomes of a job that a neighbour took. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from parvis.kernel.promises.rules import MINUTES_IN_A_WORKING_DAY

HELD_AT_MOST = 3
# So long somebody of the city may take to look, where the author says nothing.
MINUTES_TO_LOOK = 5 * MINUTES_IN_A_WORKING_DAY
PHOTOS_AT_MOST = 3
REMIND_HOURS = 24


class State(StrEnum):
    """Where a job stands."""

    TAKEN = "taken"
    PROVEN = "proven"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    RETURNED = "returned"
    LAPSED = "lapsed"
    FREED = "freed"


# A place is held by whoever works, waits for a yes, or was told it.
HOLDING = (State.TAKEN, State.PROVEN, State.CONFIRMED)
_AFTER: Mapping[State, frozenset[State]] = {
    State.TAKEN: frozenset({State.PROVEN, State.RETURNED, State.LAPSED, State.FREED}),
    State.PROVEN: frozenset({State.CONFIRMED, State.REFUSED}),
}


def can_become(before: State, after: State) -> bool:
    """True where a job may go from one state to the other; what ended stays."""
    return after in _AFTER.get(before, frozenset())


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
    """What counts when somebody wants a job: `held` places of `places` are taken, `own` jobs they hold elsewhere."""

    is_open: bool
    begun: bool
    level: int
    level_asked: int
    has_it: bool
    held: int
    places: int
    own: int


def obstacle_to_taking(asking: Asking) -> Obstacle | None:
    """The first thing in the way, None for nothing."""
    found = (
        (not asking.is_open, Obstacle.CLOSED),
        (asking.begun, Obstacle.BEGUN),
        (asking.level < asking.level_asked, Obstacle.LEVEL),
        (asking.has_it, Obstacle.MINE),
        (asking.held >= asking.places, Obstacle.FULL),
        (asking.own >= HELD_AT_MOST, Obstacle.ENOUGH),
    )
    return next((obstacle for stands, obstacle in found if stands), None)
