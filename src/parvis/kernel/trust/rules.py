"""Rate limits and reasons. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil


@dataclass(frozen=True, slots=True)
class Limit:
    """A token bucket: `burst` at once, refilled evenly with `per_hour`."""

    name: str
    burst: int
    per_hour: int


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
