"""How far a call is, and how long it runs. Plain Python."""

from datetime import date, datetime, timedelta
from enum import StrEnum

DAYS_AT_MOST = 120
GOAL_AT_MOST = 1_000_000
TITLE_AT_MOST = 120
WORDS_AT_MOST = 2000
SIGNED_AT_MOST = 80
WORKING_DAYS_TO_ANSWER = 10


class Standing(StrEnum):
    """Where a call stands: it runs, has reached its goal and runs on, is over, or was answered."""

    RUNNING = "running"
    REACHED = "reached"
    OVER = "over"
    ANSWERED = "answered"


def standing(counted: int, goal: int, until: datetime, moment: datetime, *, answered: bool) -> Standing:
    """Where it stands at a moment."""
    if answered:
        return Standing.ANSWERED
    if moment >= until:
        return Standing.OVER
    return Standing.REACHED if counted >= goal else Standing.RUNNING


def share(counted: int, goal: int) -> int:
    """How much of the goal is reached, in whole per cent, 100 at most; 100 only where it is reached."""
    return min(100, counted * 100 // goal)


def can_last(today: date, last_day: date) -> bool:
    """A call is for a season: what has no end is no call."""
    return today <= last_day <= today + timedelta(days=DAYS_AT_MOST)
