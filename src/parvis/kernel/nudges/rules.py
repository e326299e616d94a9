"""Who is left out of a nudge by lot, and what a nudge did. Plain Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from parvis.kernel.shares import newcombe

HOLDOUT_AT_MOST = 50
# In each group: below it chance says more than the nudge, and figures would say too much of each person.
FEWEST = 50
# A run ends before it is forgotten who was counted in it: else somebody would be counted twice (see `kept`).
DAYS_OF_A_RUN = 365
_WHOLE = 2**64


class Verdict(StrEnum):
    """What the figures say of a nudge."""

    NOTHING = "nothing"
    HELPS = "helps"
    HINDERS = "hinders"


@dataclass(frozen=True, slots=True)
class Group:
    """One of the two groups: how many people, and how many of them did what was hoped for."""

    people: int
    did: int

    @property
    def share(self) -> float:
        """How many did, of one."""
        return self.did / self.people if self.people else 0.0


@dataclass(frozen=True, slots=True)
class Effect:
    """What a nudge did: the difference of shares (shown less not shown), and between what and what it lies."""

    difference: float
    low: float
    high: float
    verdict: Verdict


def is_left_out(seed: str, person: str, percent: int) -> bool:
    """Whether the lot leaves this person (public id) out: the same seed and person have the same answer for ever, and
    whoever knows both can draw it again. SHA-256 of “seed person”, its first 64 bits as a share of one."""
    drawn = int.from_bytes(sha256(f"{seed} {person}".encode()).digest()[:8])
    return drawn * 100 < percent * _WHOLE


def is_over(since: datetime, moment: datetime) -> bool:
    """Whether the run that began then has ended: the lot leaves nobody out any more, and nobody is counted."""
    return moment >= since + timedelta(days=DAYS_OF_A_RUN)


def effect_of(shown: Group, left_out: Group) -> Effect | None:
    """What it did, with an interval that is right 95 times of 100; None where too few are in one of the groups."""
    if min(shown.people, left_out.people) < FEWEST:
        return None
    low, high = newcombe(shown.did, shown.people, left_out.did, left_out.people)
    verdict = Verdict.HELPS if low > 0 else Verdict.HINDERS if high < 0 else Verdict.NOTHING
    return Effect(shown.share - left_out.share, low, high, verdict)
