"""What becomes of a job that a neighbour took. Plain Python."""

from collections.abc import Mapping
from enum import StrEnum

from parvis.kernel.hours.rules import MINUTES_IN_A_WORKING_DAY

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


def mailbox_of(address: str) -> tuple[str, str]:
    """What two addresses of one mailbox share: what follows a plus sign is the owner's own mark (RFC 5233)."""
    local, _at, domain = address.lower().rpartition("@")
    return local.partition("+")[0], domain
