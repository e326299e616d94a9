"""What became of a promise. Plain Python."""

from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a promise, or what it is now."""

    RUNNING = "running"
    PAUSED = "paused"
    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


def outcome(
    *, due: datetime, answered: datetime | None, paused: bool, withdrawn: bool, at: datetime
) -> Outcome:
    """What a promise is at the moment `at`. An answer at the very due moment keeps it."""
    if withdrawn:
        return Outcome.WITHDRAWN
    if answered is not None and answered <= at:
        return Outcome.KEPT if answered <= due else Outcome.BROKEN
    if paused:
        return Outcome.PAUSED
    return Outcome.BROKEN if at > due else Outcome.RUNNING
