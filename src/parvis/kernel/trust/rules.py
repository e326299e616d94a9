"""Rate limits, reasons, and words with parts taken out. Plain Python."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

from parvis.kernel.people.rules import Level


@dataclass(frozen=True, slots=True)
class Limit:
    """A token bucket: `burst` at once, refilled evenly with `per_hour`. `grows`: wider for whom the city knows."""

    name: str
    burst: int
    per_hour: int
    grows: bool = False


# What a guest may, times this, by how sure the city is; and a quarter more for each season of membership, up to a year.
BY_LEVEL = {
    Level.GUEST: 1.0,
    Level.CONTACT_CONFIRMED: 1.5,
    Level.RESIDENT_CONFIRMED: 2.0,
    Level.OFFICIAL: 4.0,
}
SEASON, SEASONS = 91, 4
FACTOR_AT_MOST = BY_LEVEL[Level.OFFICIAL] + SEASONS / 4
# How long advertising that was taken away brings its author back to what a guest may.
DAYS_SET_BACK = 90


@dataclass(frozen=True, slots=True)
class Standing:
    """What the city knows of somebody without asking: how sure it is, for how many days they have had an account, and
    whether advertising of theirs was taken away lately."""

    level: Level
    days: int = 0
    set_back: bool = False

    @property
    def factor(self) -> float:
        """How many times as much as a guest they may, between 1 and `FACTOR_AT_MOST`."""
        if self.set_back or self.level == Level.GUEST:
            return 1.0
        return BY_LEVEL[self.level] + min(SEASONS, max(0, self.days) // SEASON) / 4


def grown(limit: Limit, standing: Standing) -> Limit:
    """The limit as it is for somebody: never less than a guest's, never less for being better known or longer here."""
    if not limit.grows:
        return limit
    factor = standing.factor
    return replace(limit, burst=int(limit.burst * factor), per_hour=int(limit.per_hour * factor))


@dataclass(frozen=True, slots=True)
class Bucket:
    """How full a bucket is, in tokens, and when that was measured (seconds since the epoch)."""

    tokens: float
    measured: float


def spend(bucket: Bucket | None, limit: Limit, moment: float) -> tuple[Bucket, int]:
    """Take one token. Gives the bucket afterwards and the seconds to wait: 0 when the token was there.

    A clock that jumps back neither fills nor empties the bucket.
    """
    if bucket is None:
        bucket = Bucket(float(limit.burst), moment)
    passed = max(0.0, moment - bucket.measured)
    tokens = min(float(limit.burst), bucket.tokens + passed * limit.per_hour / 3600)
    if tokens >= 1:
        return Bucket(tokens - 1, moment), 0
    return Bucket(tokens, moment), ceil((1 - tokens) * 3600 / limit.per_hour)


class Ground(StrEnum):
    """Why something is flagged or hidden; the statement of reasons names one."""

    PERSONAL_DATA = "personal_data"
    INSULT = "insult"
    HATE = "hate"
    SPAM = "spam"
    FALSE = "false"
    OTHER = "other"


class Part(StrEnum):
    """How much of a contribution a decision takes away."""

    WHOLE = ""
    WORDS = "words"
    PHOTO = "photo"


# What was taken away is kept as long as somebody may ask for it back, and a while for the answer.
DAYS_WITHHELD = 365
# What stands where words were taken out: a reader sees that there was something, and not how long it was.
CUT = "[…]"

type Span = tuple[int, int]


class PassageError(ValueError):
    """The words do not stand in the text: `passage`."""

    def __init__(self, passage: str) -> None:
        super().__init__(passage)
        self.passage = passage


def spans_of(words: str, passages: Iterable[str]) -> list[Span]:
    """Where each passage stands in the words, every time it does; half-open, in letters. `PassageError`: nowhere."""
    found: list[Span] = []
    for passage in passages:
        start = words.find(passage)
        if not passage or start < 0:
            raise PassageError(passage)
        while start >= 0:
            found.append((start, start + len(passage)))
            start = words.find(passage, start + 1)
    return joined(found)


def joined(spans: Iterable[Sequence[int]]) -> list[Span]:
    """The same letters in as few spans as possible, from the left; what touches is one."""
    whole: list[Span] = []
    for start, end in sorted((int(start), int(end)) for start, end in spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return whole


def without(words: str, spans: Iterable[Sequence[int]]) -> str:
    """The words with `CUT` in the place of each span."""
    kept, at = [], 0
    for start, end in joined(spans):
        kept += [words[at:start], CUT]
        at = end
    return "".join([*kept, words[at:]])
