"""What people contribute, as those see it who decide whether it may stand: each module says how for its own.

A module registers a `Shelf` for each kind of contribution, by the first half of its subject (`reports.comment`). A page
that wants to look at a contribution, or to take some of it away, asks the shelf; neither needs to know the module.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.contrib.auth.models import AnonymousUser

from parvis.kernel.files.models import Upload
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError, Verdict

type Reader = Person | AnonymousUser


@dataclass(frozen=True, slots=True)
class Thing:
    """One contribution. `words` and `photos` are what is shown now; `about` is the subject whose page tells of it.

    `where` is the area and cell of what is recorded about it; `row` is its module's own.
    """

    subject: str
    about: str
    title: str
    words: str
    author: Person | None
    path: str
    photos: tuple[Upload, ...] = ()
    where: Mapping[str, Any] = field(default_factory=dict)
    row: Any = None


class Shelf(Protocol):
    """What a module lets be done with one kind of contribution; what writes is called in a transaction after `lock`."""

    def found(self, public_ids: Collection[str]) -> list[Thing]:
        """Those that are there."""

    def lock(self, public_id: str) -> Thing | None:
        """The same, held until the transaction ends."""

    def may_see(self, reader: Reader, thing: Thing) -> Verdict:
        """Whether the reader can read it."""

    def may_decide(self, reader: Reader, thing: Thing) -> Verdict:
        """Whether the reader decides if it may stand."""

    def hide(self, thing: Thing) -> None:
        """Nobody but its author and its office sees it any more. The decision is written already."""

    def show(self, thing: Thing) -> None:
        """It is as public again as it was."""

    def write(self, thing: Thing, words: str) -> None:
        """These are its words from now on."""

    def let_go(self, thing: Thing, upload: Upload) -> dict[str, Any]:
        """A photograph does not belong to it any more; gives what `take_back` needs."""

    def take_back(self, thing: Thing, upload: Upload, kept: Mapping[str, Any]) -> None:
        """The photograph belongs to it again."""


_shelves: dict[str, Shelf] = {}


def register(kind: str, shelf: Shelf) -> None:
    """Make one kind of contribution known, by the first half of its subjects."""
    _shelves[kind] = shelf


def shelf_of(subject: str) -> Shelf:
    """Who keeps it. `AbsentError` when nobody does."""
    shelf = _shelves.get(subject.partition(":")[0])
    if shelf is None:
        raise AbsentError
    return shelf


def thing_at(subject: str, *, lock: bool = False) -> Thing:
    """The contribution; with `lock` held until the transaction ends. `AbsentError` when it is gone."""
    public_id = subject.partition(":")[2]
    shelf = shelf_of(subject)
    thing = shelf.lock(public_id) if lock else next(iter(shelf.found([public_id])), None)
    if thing is None:
        raise AbsentError
    return thing


def things_at(subjects: Collection[str]) -> dict[str, Thing]:
    """Those that are there, by subject; as many questions as there are kinds."""
    by_kind: dict[str, list[str]] = {}
    for subject in subjects:
        kind, _colon, public_id = subject.partition(":")
        by_kind.setdefault(kind, []).append(public_id)
    found = (
        thing for kind, ids in by_kind.items() if kind in _shelves for thing in _shelves[kind].found(ids)
    )
    return {thing.subject: thing for thing in found}
