"""Clocks, steps and measures of a breach. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

WORDS_AT_MOST = 2000
PEOPLE_AT_MOST = 100_000_000


class SignIns(StrEnum):
    """Whose sign-ins end."""

    NOBODY = "nobody"
    OFFICIALS = "officials"
    EVERYBODY = "everybody"


class Step(StrEnum):
    """What must be done, in the order in which it is usually done."""

    CONTAINED = "contained"
    ASSESSED = "assessed"
    AUTHORITY = "authority"
    PEOPLE = "people"
    LEARNED = "learned"


# Without these nobody can say that it is over: it is stopped, and the authority was told or need not be.
NEEDED_TO_END = (Step.CONTAINED, Step.AUTHORITY)


@dataclass(frozen=True, slots=True)
class Measures:
    """What is done at once: end sign-ins, revoke the keys of programs, break the links in letters, close what programs
    take away, tell everybody whom it is about."""

    sign_ins: SignIns = SignIns.NOBODY
    keys: bool = False
    links: bool = False
    closes: bool = False
    tells: bool = False


NOTHING = Measures()


def due_at(noticed_at: datetime, hours: int) -> datetime:
    """By when the authority must know: the hours run on any clock, at night and on holidays too."""
    return noticed_at + timedelta(hours=hours)


def is_late(due: datetime, told_at: datetime | None, at: datetime) -> bool:
    """Whether the authority was told too late, or is not yet though it should be."""
    return (told_at or at) > due


def missing(steps: Iterable[str]) -> list[Step]:
    """The steps that are still to be done before it can be ended."""
    done = set(steps)
    return [step for step in NEEDED_TO_END if step not in done]


def stepped(steps: Mapping[str, str], step: Step, at: datetime) -> dict[str, str]:
    """The steps with one more that is done; what was done before keeps its moment."""
    return {step.value: at.isoformat(), **steps}
