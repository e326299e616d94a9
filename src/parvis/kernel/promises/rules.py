"""Who holds a promise, and what became of it. Plain Python."""

from collections.abc import Container, Sequence
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


def next_holder(chain: Sequence[int], holder: int, absent: Container[int] = ()) -> int | None:
    """Who takes over from `holder`, past those who are absent; None at the end, where the public desk keeps it."""
    after = chain[chain.index(holder) + 1 :]
    return next((each for each in after if each not in absent or each == chain[-1]), None)


def first_holder(chain: Sequence[int], absent: Container[int] = ()) -> int:
    """Who must act first: the first who is there, at the end the last of the chain in any case."""
    return next((each for each in chain if each not in absent), chain[-1])


def chain_of(owner: int, above: Sequence[int], desk: int) -> tuple[int, ...]:
    """Owner, those above it and behind it, the public desk; each once, the desk last. What the desk owns stays
    there."""
    if owner == desk:
        return (desk,)
    seen = dict.fromkeys((owner, *above))
    seen.pop(desk, None)
    return (*seen, desk)
