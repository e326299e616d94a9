"""What a finding needs, and when it was made. Plain Python."""

from datetime import date, datetime
from enum import StrEnum

KEY_AT_MOST = 60
DAYS_ON_A_PHONE = 30


class Lack(StrEnum):
    """What is missing before a finding can be handed in."""

    WORDS = "words"
    DAY = "day"
    OFFICE = "office"
    ANYTHING = "anything"


# Whoever reads it learns how it ended, or why it went elsewhere: the office owes them a sentence.
_NEEDS_WORDS = frozenset({"done", "not_found", "no_action", "not_ours", "elsewhere"})


def needs(outcome: str) -> list[str]:
    """What this outcome needs before it can be handed in: day, office, words, or anything at all."""
    own = {"planned": ["day"], "elsewhere": ["office", "words"], "looked": ["anything"], "note": ["anything"]}
    return own.get(outcome, ["words"] if outcome in _NEEDS_WORDS else [])


def lack_of(
    outcome: str, *, words: str = "", day: date | None = None, office: str = "", anything: bool = False
) -> Lack | None:
    """What is missing; None when the finding is whole. `anything`: a photograph, a priority or a defect is there."""
    said = bool(words.strip())
    there = {"day": day is not None, "office": bool(office), "words": said, "anything": said or anything}
    return next((Lack(each) for each in needs(outcome) if not there[each]), None)


def looked_at(told: datetime | None, arrived: datetime, oldest: datetime) -> datetime:
    """When somebody was there, as their phone tells it: never later than it arrived here, nor absurdly early."""
    return arrived if told is None else min(max(told, oldest), arrived)
