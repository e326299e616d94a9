"""Where rooms say what they need. Each registers a source; who invites asks all of them and knows none."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from parvis.kernel.needs.rules import Need


@dataclass(frozen=True, slots=True)
class Where:
    """What is looked for: near a point (WGS 84), in a neighbourhood (slug), or anywhere; at most `most` of a source."""

    lat: float | None = None
    lon: float | None = None
    area: str = ""
    most: int = 100


# Gives what is open now, what it says in the reader's language; only what everybody may see.
type Source = Callable[[Where], Iterable[Need]]

_sources: dict[str, Source] = {}


def offer_needs(name: str, source: Source) -> None:
    """Let a room invite to what it needs. `name` is the room's; the last registration counts."""
    _sources[name] = source


def sources() -> dict[str, Source]:
    """All of them by name."""
    return dict(_sources)


def needs_at(where: Where) -> list[Need]:
    """What is needed there now, of all sources."""
    return [need for source in _sources.values() for need in source(where)]
