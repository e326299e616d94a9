"""The limits that grow with trust, each with what it counts in words; rooms declare theirs where they spend it."""

from dataclasses import dataclass
from typing import Any

from parvis.kernel.trust.rules import Limit


@dataclass(frozen=True, slots=True)
class Told:
    """A limit as it is for a guest, and what it counts (translated when it is shown)."""

    limit: Limit
    words: Any


_told: dict[str, Told] = {}


def growing(name: str, *, burst: int, per_hour: int, counts: Any) -> Limit:
    """A limit that is wider for whom the city knows; everybody can read so, and what it counts."""
    limit = Limit(name, burst, per_hour, grows=True)
    _told[name] = Told(limit, counts)
    return limit


def growing_limits() -> list[Told]:
    """All of them, by name."""
    return [_told[name] for name in sorted(_told)]
