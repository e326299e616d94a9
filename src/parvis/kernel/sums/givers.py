"""Who did something for others at a thing, as the rooms know it that keep no names in the journal.

Readers are never told who it was; whoever helped hears that somebody thanked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from parvis.kernel.people.models import Person


@dataclass(frozen=True, slots=True)
class Helper:
    """Who helped, and since when that is known."""

    person: Person
    since: datetime


type Source = Callable[[str], Iterable[Helper]]
_sources: list[Source] = []


def name_helpers(source: Source) -> None:
    """Let a room say who helped at a subject of the journal."""
    _sources.append(source)


def helpers_at(subject: str) -> list[Helper]:
    """Who helped there, as all rooms know: each once, since the first time."""
    found: dict[int, Helper] = {}
    for each in sorted(
        (each for source in _sources for each in source(subject)), key=lambda each: each.since
    ):
        found.setdefault(each.person.pk, each)
    return list(found.values())
