"""What can be thanked for. Plain Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta

DAYS_TO_THANK = 120
# What people saw and what they did for others: one does not thank for a need or an opinion.
THANKED = ("saw", "help")


@dataclass(frozen=True, slots=True)
class Done:
    """What people did at one thing in public: when last, and where."""

    at: datetime
    area_id: int
    cell: str


def can_thank(done: Done, moment: datetime, *, is_own: bool) -> bool:
    """While it is fresh, and nobody only themselves."""
    is_fresh = done.at <= moment <= done.at + timedelta(days=DAYS_TO_THANK)
    return is_fresh and not is_own
