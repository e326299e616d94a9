"""What becomes of messages, and when a talk is over. Plain Python."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

QUESTIONS_AT_MOST = 2
CHOICES_AT_MOST = 3
ANSWER_WITHIN = timedelta(hours=24)
DAYS_HELD = 365


class State(StrEnum):
    """What became of a message from somebody. ASKED waits for its sender's answer, HELD for somebody's eyes."""

    OPENED = "opened"
    WRITTEN = "written"
    ASKED = "asked"
    HELD = "held"
    DONE = "done"
    IGNORED = "ignored"


class Reason(StrEnum):
    """Why somebody of the city must read a message."""

    NO_PLACE = "no_place"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the city in words, and where it is in degrees."""

    text: str
    lat: float
    lon: float
