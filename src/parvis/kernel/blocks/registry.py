"""Who wrote what: rooms say it for their own words, so that people can be kept at a distance from where they write.

The person behind nameless words is known to the server alone: a page asks by subject, and never gets to know.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError


@dataclass(frozen=True, slots=True)
class Written:
    """Something that somebody wrote or did: `what` it is, in words that do without a name, and under which subject it
    stands (`about`); `is_named` when readers see the author's name. `row` is its room's own."""

    subject: str
    about: str
    author: Person | None
    is_named: bool
    what: str
    path: str
    for_city: bool = False
    row: Any = None

    @property
    def name(self) -> str:
        """What readers see there in the place of a name; empty for none."""
        return self.author.public_name if self.author and self.is_named else ""


type Found = Callable[[Collection[str]], list[Written]]
type Seen = Callable[[Person, Written], bool]

_sources: dict[str, tuple[Found, Seen]] = {}


def tell_authors(kind: str, found: Found, may_see: Seen) -> None:
    """Let a room say who wrote what, by the first half of its subjects; the last registration counts."""
    _sources[kind] = found, may_see


def written_of(subjects: Collection[str]) -> dict[str, Written]:
    """What is still there, by subject; as many questions as there are kinds."""
    by_kind: dict[str, list[str]] = {}
    for subject in subjects:
        kind, _colon, public_id = subject.partition(":")
        by_kind.setdefault(kind, []).append(public_id)
    found = (each for kind, ids in by_kind.items() if kind in _sources for each in _sources[kind][0](ids))
    return {each.subject: each for each in found}


def written_for(reader: Person, subject: str) -> Written:
    """What this person reads there; `AbsentError` where they read nothing."""
    found = written_of([subject]).get(subject)
    if found is None or not _sources[subject.partition(":")[0]][1](reader, found):
        raise AbsentError
    return found
