"""When to try again, what an answer means, which of our kinds is which of theirs. Plain Python."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
# How long a parcel that somebody took out belongs to them: longer than any call may take.
LEASE = timedelta(minutes=5)
# News is asked for again over this span: a clock over there may go wrong, and a page may have been missed.
OVERLAP = timedelta(hours=2)
EVERYTHING_ELSE = "*"
# A key that is wrong today is mended tomorrow, and nobody should have to send everything again by hand.
_PASSES = frozenset({401, 403, 408, 425, 429})


class Outcome(StrEnum):
    """What became of one try."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"


def outcome_of(status: int) -> Outcome:
    """What an HTTP status means for a parcel: a fault of theirs passes, a refusal does not."""
    if 200 <= status < 300:
        return Outcome.SENT
    if status >= 500 or status in _PASSES:
        return Outcome.LATER
    return Outcome.REFUSED


def wait_after(fails: int) -> timedelta:
    """How long to wait after so many failures in a row: a minute, two, four … at most six hours, for ever."""
    doublings = min(max(fails - 1, 0), 16)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def service_code(kind: str, codes: Mapping[str, str]) -> str:
    """What the other system calls one of our kinds: by the table, else its line for everything else, else the same."""
    return codes.get(kind) or codes.get(EVERYTHING_ELSE) or kind


def asked_since(last: datetime | None, oldest: datetime) -> datetime:
    """From when on to ask for news: a while before the last time, never after the oldest thing that is awaited."""
    return oldest if last is None else max(oldest, last - OVERLAP)
