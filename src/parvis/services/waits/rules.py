"""What can be said about waits, and how surely. Plain Python; docs/adr/0012 says why these formulas and no others.

A report is watched for the whole days since it was opened: it was closed within one of them, or it still waits. Time is
counted in whole days from the opening, the first of them being day 1.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil, erfc, floor, sqrt
from typing import Self

# A statement is made from so many reports on. With twenty, the middle wait can lie anywhere in the middle half.
FEWEST = 20
# The square of a standard score is near enough to its law when so many closings were to be expected on either side.
EXPECTED_AT_LEAST = 5.0
# Two-sided 95 % of the normal law.
Z = 1.959963984540054
# Of the differences that are called more than chance, at most this share is chance, on average.
FALSE_AT_MOST = 0.05
_DUST = 1e-9  # what is left over when floating-point numbers should have met


class Verdict(StrEnum):
    """What can be said of a neighbourhood beside the rest of the city."""

    LONGER = "longer"
    CHANCE = "chance"
    SHORTER = "shorter"
    FEW = "few"


@dataclass(slots=True)
class Tally:
    """Reports by day: how many were `closed` within that day, how many had waited so many days when last looked at.

    Who waits less than a whole day yet (day 0) is no evidence of anything.
    """

    closed: Counter[int] = field(default_factory=Counter)
    waiting: Counter[int] = field(default_factory=Counter)

    def add(self, other: Self) -> None:
        """Count the other's reports in as well."""
        self.closed.update(other.closed)
        self.waiting.update(other.waiting)

    @property
    def size(self) -> int:
        """Reports that were watched for a day or more."""
        return self.closed.total() + self.waiting.total() - self.waiting[0]


@dataclass(frozen=True, slots=True)
class Median:
    """The day within which half were closed, and the days between which it lies with 95 % confidence. None: not yet."""

    days: int | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a hundred, and between which it lies with 95 % confidence; all three whole numbers."""

    percent: int
    low: int
    high: int


def median_of(tally: Tally) -> Median:
    """The middle wait with its interval; nothing of it where there are too few reports.

    Reports that are still open count for as long as they have waited (Kaplan & Meier 1958): leaving them out would
    make slow work look fast. The interval holds every day at which the share still waiting may be a half (Brookmeyer &
    Crowley 1982), judged by Wilson's score with the effective number of reports after Greenwood's variance (Rothman
    1978). When none is open it is the interval of the sign test.
    """
    if tally.size < FEWEST:
        return Median()
    days = low = high = None
    for day, still, evidence in _curve(tally):
        margin = Z * 0.5 / sqrt(evidence)
        if low is None and still <= 0.5 + margin:
            low = day
        if days is None and still <= 0.5 + _DUST:
            days = day
        if still < 0.5 - margin:
            high = day
            break
    return Median(days, low, high)


def share_of(kept: int, total: int) -> Share | None:
    """The share kept, with the interval of Wilson (1927); None where there are too few to say.

    The share is rounded down, so that 99.9 does not read as 100; its bounds are rounded outwards.
    """
    if total < FEWEST:
        return None
    share, square = kept / total, Z * Z / total
    middle = (share + square / 2) / (1 + square)
    reach = Z * sqrt(share * (1 - share) / total + square / (4 * total)) / (1 + square)
    low, high = floor(100 * (middle - reach) + _DUST), ceil(100 * (middle + reach) - _DUST)
    return Share(100 * kept // total, max(low, 0), min(high, 100))


def score_of(part: Tally, whole: Tally) -> float | None:
    """The standard score of a part against the rest of the whole, positive where people wait longer; None where there
    are too few to say.

    The log-rank test (Mantel 1966): on each day, the closings that the part would have had at the whole's pace, less
    those that it had, over the spread that chance gives. `whole` includes `part`.
    """
    if part.size < FEWEST or whole.size - part.size < FEWEST:
        return None
    missing = spread = expected = expected_of_rest = 0.0
    here, all_ = part.size, whole.size
    for day in sorted(whole.closed.keys() | whole.waiting.keys()):
        if day == 0 or here in (0, all_):
            continue
        closed = whole.closed[day]
        share = here / all_
        expected += closed * share
        expected_of_rest += closed * (1 - share)
        missing += closed * share - part.closed[day]
        if all_ > 1:
            spread += closed * share * (1 - share) * (all_ - closed) / (all_ - 1)
        here -= part.closed[day] + part.waiting[day]
        all_ -= closed + whole.waiting[day]
    if min(expected, expected_of_rest) < EXPECTED_AT_LEAST:
        return None
    return missing / sqrt(spread) if spread else 0.0


def chance_of(score: float) -> float:
    """How often chance alone makes a score at least as far from nothing, in either direction."""
    return erfc(abs(score) / sqrt(2))


def verdicts[Key](scores: Mapping[Key, float | None]) -> dict[Key, Verdict]:
    """What can be said of each, when all of them are looked at together.

    Of a hundred differences that are nothing but chance, five look like more when each is judged alone; so they are
    judged together, and of those called more than chance at most one in twenty is chance on average (Benjamini &
    Hochberg 1995).
    """
    said = {key: score for key, score in scores.items() if score is not None}
    surest = sorted(said, key=lambda key: chance_of(said[key]))
    last = 0
    for position, key in enumerate(surest, start=1):
        if chance_of(said[key]) <= FALSE_AT_MOST * position / len(surest):
            last = position
    found = {key: Verdict.CHANCE if key in said else Verdict.FEW for key in scores}
    for key in surest[:last]:
        found[key] = Verdict.LONGER if said[key] > 0 else Verdict.SHORTER
    return found


def _curve(tally: Tally) -> Iterator[tuple[int, float, float]]:
    """For each day with a closing: the day, the share that still waits after it, the reports that this is worth.

    A share still waiting of `s` with variance `v` is worth s (1 - s) / v reports; where nobody waits any more, the
    limit of that: the reports of the last day over the share that had reached it.
    """
    at_risk, still, hazard = tally.size, 1.0, 0.0
    for day in sorted(tally.closed.keys() | tally.waiting.keys()):
        closed = tally.closed[day]
        if closed == at_risk:
            yield day, 0.0, at_risk / still
            return
        if closed:
            still *= 1 - closed / at_risk
            hazard += closed / (at_risk * (at_risk - closed))
            yield day, still, (1 - still) / (still * hazard)
        if day:
            at_risk -= closed + tally.waiting[day]
