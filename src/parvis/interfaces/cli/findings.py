"""What `parvis doctor` finds: a state, what was seen, and the cure."""

from dataclasses import dataclass
from enum import Enum


class State(Enum):
    """How bad it is; the sign is what a person sees first."""

    GOOD = "✓"
    WARNING = "!"
    BAD = "✗"


@dataclass(frozen=True, slots=True)
class Finding:
    """One look at one thing. `cure` is a sentence that says what to do, empty where nothing is wrong."""

    what: str
    state: State
    seen: str
    cure: str = ""


def good(what: str, seen: str) -> Finding:
    """Nothing to do."""
    return Finding(what, State.GOOD, seen)


def warning(what: str, seen: str, cure: str) -> Finding:
    """It works, but not as well as it could."""
    return Finding(what, State.WARNING, seen, cure)


def bad(what: str, seen: str, cure: str) -> Finding:
    """It does not work."""
    return Finding(what, State.BAD, seen, cure)
