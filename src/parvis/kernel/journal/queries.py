"""Reads of the journal."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from parvis.kernel.clock import now
from parvis.kernel.journal.models import Entry
from parvis.kernel.journal.rules import NOWHERE
from parvis.kernel.journal.sentences import Known, Names, path_of, tell
from parvis.kernel.journal.verbs import declared


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a history: when, what (a sentence in the reader's language), its verb, the question it answers,
    the subject that it is about, and the page of that subject (empty when it has none)."""

    at: datetime
    text: str
    verb: str
    question: str
    subject: str
    path: str


def history_of(
    subject: str, limit: int = 200, known: Known | None = None, unnamed: Collection[str] | None = None
) -> list[Told]:
    """The history of one thing in sentences, oldest first. `known` names are not looked up again, nor whom the thing
    does not name, where that is given: their public ids."""
    entries = list(Entry.objects.filter(subject=subject).order_by("at", "id")[:limit])
    pairs = None if unnamed is None else frozenset((subject, actor) for actor in unnamed)
    return _told(entries, known, pairs)


def latest(limit: int, areas: Collection[int] = ()) -> list[Told]:
    """The newest contributions in the city or in these areas, newest first; read from the end, whatever the history."""
    rows = on_the_square(areas).filter(at__lte=now(), verb__in=list(questions_of_verbs()))
    return _told(list(rows.order_by("-at", "-id")[:limit]))


def happened(
    since: datetime,
    until: datetime,
    *,
    limit: int,
    questions: Collection[str] = (),
    areas: Collection[int] | None = None,
    cells: Collection[str] | None = None,
    named: bool = True,
) -> list[Told]:
    """The newest contributions after `since` and up to `until`, newest first: of these questions (none: of all), in
    these areas, in these cells. Name the areas even when the cells would do: they have an index, cells have none.
    `named` False leaves out who it was: for copies that leave the house and that nobody could take back."""
    verbs = [
        name for name, question in questions_of_verbs().items() if not questions or question in questions
    ]
    rows = on_the_square().filter(at__gt=since, at__lte=until, verb__in=verbs)
    if areas is not None:
        rows = rows.filter(area_id__in=areas)
    if cells is not None:
        rows = rows.filter(cell__in=cells)
    return _told(list(rows.order_by("-at", "-id")[:limit]), named=named)


def stones(areas: Collection[int], since: datetime, limit: int = 400) -> list[str]:
    """The questions of the latest contributions in these areas (none: the city), oldest first: stones of a square."""
    questions = questions_of_verbs()
    rows = on_the_square(areas).filter(at__gte=since, at__lte=now(), verb__in=list(questions))
    found = list(rows.order_by("-at", "-id").values_list("verb", flat=True)[:limit])
    return [questions[verb] for verb in reversed(found)]


def size() -> int:
    """How many entries there are, from the heads of the chains: exact, and cheap at any size."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(length), 0) FROM journal_chain")
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def on_the_square(areas: Collection[int] = ()) -> QuerySet[Entry]:
    """Entries of these areas, or of all; what happened nowhere in particular (a private matter) is on no square."""
    if len(areas) == 1:  # as the index stands, so that the newest are read from its end
        return Entry.objects.filter(area_id=next(iter(areas)))
    return Entry.objects.filter(area_id__in=areas) if areas else Entry.objects.filter(area_id__gt=NOWHERE)


def questions_of_verbs() -> dict[str, str]:
    """The verbs that lay a stone, with the question each belongs to."""
    return {name: verb.question for name, verb in declared().items() if verb.question}


def _told(
    entries: list[Entry],
    known: Known | None = None,
    unnamed: frozenset[tuple[str, str]] | None = None,
    *,
    named: bool = True,
) -> list[Told]:
    names = Names.of(entries, known, unnamed)
    if not named:
        names = replace(names, people={})
    verbs = declared()
    return [
        Told(
            entry.at,
            tell(entry, names),
            entry.verb,
            verbs[entry.verb].question,
            entry.subject,
            path_of(entry.subject),
        )
        for entry in entries
    ]
