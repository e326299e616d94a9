"""Who is left out of a nudge by lot, and what a nudge did. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from parvis.kernel.shares import newcombe

HOLDOUT_AT_MOST = 50
FEWEST = 50  # in each group: below it, chance says more than the nudge
_WHOLE = 2**64


class Verdict(StrEnum):
    """What the figures say of a nudge."""

    FEW = "few"
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


def effect_of(shown: Group, left_out: Group) -> Effect | None:
    """What it did, with an interval that is right 95 times of 100; None where nobody is in one of the groups."""
    if not shown.people or not left_out.people:
        return None
    low, high = newcombe(shown.did, shown.people, left_out.did, left_out.people)
    few = min(shown.people, left_out.people) < FEWEST
    verdict = (
        Verdict.FEW if few else Verdict.HELPS if low > 0 else Verdict.HINDERS if high < 0 else Verdict.NOTHING
    )
    return Effect(shown.share - left_out.share, low, high, verdict)
