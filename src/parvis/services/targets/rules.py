"""What another target would have meant: counted over the promises of the last year. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from parvis.kernel.hours.rules import MINUTES_IN_A_WORKING_DAY, WorkingWeek, due_after, moved_alike
from parvis.kernel.promises.rules import Outcome, outcome

DAYS_LOOKED_AT = 365
# Of one category; the newest. A due date takes some microseconds to count.
LOOKED_AT_MOST = 5000
DAYS_AT_MOST = 250


@dataclass(frozen=True, slots=True)
class Past:
    """A promise that was made: for `minutes` of working time, due at last at `due`, pauses included."""

    opened: datetime
    minutes: int
    due: datetime
    answered: datetime | None


@dataclass(frozen=True, slots=True)
class Share:
    """Promises that fell due: how many were kept, and how many not."""

    kept: int
    broken: int

    @property
    def percent(self) -> int | None:
        """Kept of a hundred, rounded down; None when nothing fell due."""
        return 100 * self.kept // (self.kept + self.broken) if self.kept + self.broken else None


def due_if(past: Past, minutes: int, week: WorkingWeek) -> datetime:
    """When the promise would have been due with another target; its clock would have waited as long as it did."""
    without_pauses = due_after(past.opened, past.minutes, week)
    return moved_alike(due_after(past.opened, minutes, week), without_pauses, past.due, week)


def share_of(dues: Iterable[tuple[datetime, datetime | None]], moment: datetime) -> Share:
    """How many of these, each with its due date and answer, were kept and broken by `moment`; the rest still runs."""
    kept = broken = 0
    for due, answered in dues:
        came = outcome(due=due, answered=answered, paused=False, withdrawn=False, at=moment)
        kept += came is Outcome.KEPT
        broken += came is Outcome.BROKEN
    return Share(kept, broken)


def days_of(minutes: int | None) -> int | None:
    """Whole working days, rounded up: what people are told; None where nothing is promised."""
    return None if minutes is None else -(-minutes // MINUTES_IN_A_WORKING_DAY)
