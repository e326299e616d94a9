"""What can be said about waits, and how surely. Plain Python; docs/adr/0012 says why these formulas and no others.

A report is watched for the whole days since it was opened: it was closed within one of them, or it still waits. Time is
counted in whole days from the opening, the first of them being day 1.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil, exp, floor, lgamma, sqrt

from parvis.kernel.shares import Z, wilson

# A statement is made from so many reports on. With twenty, the middle wait can lie anywhere in the middle half.
FEWEST = 20
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
class Difference:
    """The shares that still wait after the city's middle day, here and elsewhere, and how often chance alone makes
    them differ so much, either way."""

    chance: float
    here: float
    elsewhere: float


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
    low, high = wilson(kept, total)
    low, high = floor(100 * low + _DUST), ceil(100 * high - _DUST)
    return Share(100 * kept // total, max(low, 0), min(high, 100))


def difference_of(part: Tally, whole: Tally) -> Difference | None:
    """How a part differs from the rest of the whole (which includes the part); None where there are too few to say.

    The median test (Westenberg 1948, Mood 1950): after the day within which half of the whole were closed, do more of
    the part still wait than of the rest? Counted exactly (Fisher 1935), with the effective numbers of reports where
    some are still open (after Brookmeyer & Crowley 1982, Dorey & Korn 1987).
    """
    rest = Tally(whole.closed - part.closed, whole.waiting - part.waiting)
    day = median_of(whole).days
    if day is None or min(part.size, rest.size) < FEWEST:
        return None
    here, there = _standing(part, day), _standing(rest, day)
    if here is None or there is None:
        return None
    (waiting, number), (rest_waiting, rest_number) = here, there
    chance = _chance(waiting, number, waiting + rest_waiting, number + rest_number)
    return Difference(chance, waiting / number, rest_waiting / rest_number)


def verdicts[Key](differences: Mapping[Key, Difference | None]) -> dict[Key, Verdict]:
    """What can be said of each, when all of them are looked at together.

    Of a hundred differences that are nothing but chance, five look like more when each is judged alone; so they are
    judged together, and of those called more than chance at most one in twenty is chance on average (Benjamini &
    Hochberg 1995).
    """
    said = {key: each for key, each in differences.items() if each is not None}
    surest = sorted(said, key=lambda key: said[key].chance)
    last = 0
    for position, key in enumerate(surest, start=1):
        if said[key].chance <= FALSE_AT_MOST * position / len(surest):
            last = position
    found = {key: Verdict.CHANCE if key in said else Verdict.FEW for key in differences}
    for key in surest[:last]:
        found[key] = Verdict.LONGER if said[key].here > said[key].elsewhere else Verdict.SHORTER
    return found


def _standing(tally: Tally, day: int) -> tuple[int, int] | None:
    """How many still wait after that day, out of how many that this is worth; None where nobody was watched so long."""
    reached = [at for at in _days(tally) if at >= day]
    still, worth = 1.0, float(sum(tally.closed[at] + tally.waiting[at] for at in reached))
    for at, after, evidence in _curve(tally):
        if at <= day:
            still, worth = after, evidence
    if still and not reached:
        return None
    return round(still * worth), round(worth)


def _chance(marked: int, drawn: int, all_marked: int, all_: int) -> float:
    """How often a draw of so many from all holds as few or as many marked ones: twice the smaller tail of the
    hypergeometric law, at most 1."""
    ways = _log_ways(all_marked, marked) + _log_ways(all_ - all_marked, drawn - marked)
    term = total = exp(ways - _log_ways(all_, drawn))
    step = 1 if marked * all_ >= drawn * all_marked else -1  # away from what was to be expected
    while term > total * _DUST**2:
        left, plain, plain_left = all_marked - marked, drawn - marked, all_ - all_marked - drawn + marked
        up, down = left * plain, marked * plain_left
        # Each term from the one before it; the last one is followed by nothing.
        term *= up / ((marked + 1) * (plain_left + 1)) if step > 0 else down / ((left + 1) * (plain + 1))
        total, marked = total + term, marked + step
    return min(1.0, 2 * total)


def _log_ways(all_: int, drawn: int) -> float:
    """The logarithm of the number of ways to draw so many from all."""
    return lgamma(all_ + 1) - lgamma(drawn + 1) - lgamma(all_ - drawn + 1)


def _days(tally: Tally) -> list[int]:
    return sorted(tally.closed.keys() | tally.waiting.keys())


def _curve(tally: Tally) -> Iterator[tuple[int, float, float]]:
    """For each day with a closing: the day, the share that still waits after it, the reports that this is worth.

    A share still waiting of `s` with variance `v` is worth s (1 - s) / v reports; where nobody waits any more, the
    limit of that: the reports of the last day over the share that had reached it.
    """
    at_risk, still, hazard = tally.size, 1.0, 0.0
    for day in _days(tally):
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
