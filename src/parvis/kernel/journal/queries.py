"""Reads of the journal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from parvis.kernel.journal.models import Chain, Entry
from parvis.kernel.journal.rules import Fact, Fault, Link, faults
from parvis.kernel.journal.sentences import Names, tell
from parvis.kernel.journal.verbs import declared


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a history: when, what (a sentence in the reader's language), and the verb for its mark."""

    at: datetime
    text: str
    verb: str


def history_of(subject: str, limit: int = 200) -> list[Told]:
    """The history of one thing in sentences, oldest first."""
    entries = list(Entry.objects.filter(subject=subject).order_by("at", "id")[:limit])
    names = Names.of(entries)
    return [Told(entry.at, tell(entry, names), entry.verb) for entry in entries]


def stones(area_id: int, since: datetime, limit: int = 400) -> list[str]:
    """The questions of the latest contributions in an area, oldest first: what its square is paved with."""
    questions = {name: verb.question for name, verb in declared().items() if verb.question}
    found = (
        Entry.objects.filter(area_id=area_id, at__gte=since, verb__in=list(questions))
        .order_by("-at", "-id")
        .values_list("verb", flat=True)[:limit]
    )
    return [questions[verb] for verb in reversed(found)]


def broken_links(first: date | None = None, last: date | None = None) -> Iterator[Fault]:
    """Check the chains of these days (all by default) and yield each fault; reads in a stream, in one snapshot."""
    with transaction.atomic():
        heads = {
            (head.day, head.area_id): (head.length, bytes(head.head))
            for head in _within(Chain.objects.order_by("day", "area_id"), first, last).iterator()
        }
        entries = _within(Entry.objects.order_by("day", "area_id", "sequence", "id"), first, last)
        yield from faults((_link(entry) for entry in entries.iterator(chunk_size=5000)), heads)


def size() -> int:
    """How many entries there are, from the heads of the chains: exact, and cheap at any size."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(length), 0) FROM journal_chain")
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def _within[Rows](rows: Rows, first: date | None, last: date | None) -> Rows:
    if first:
        rows = rows.filter(day__gte=first)  # type: ignore[attr-defined]  # one helper for two query sets
    if last:
        rows = rows.filter(day__lte=last)  # type: ignore[attr-defined]
    return rows


def _link(entry: Entry) -> Link:
    fact = Fact(
        verb=entry.verb,
        subject=entry.subject,
        actor=entry.actor,
        at=entry.at,
        recorded_at=entry.recorded_at,
        day=entry.day,
        area=entry.area_id,
        cell=entry.cell,
        minutes=entry.minutes,
        data=entry.data,
    )
    return Link(entry.id, entry.sequence, fact, bytes(entry.before_hash), bytes(entry.own_hash))


def explain(fault: Fault) -> str:
    """A fault as a sentence."""
    return _("The chain of %(day)s in area %(area)s breaks at entry %(sequence)s (id %(id)s): %(reason)s.") % {
        "day": fault.day.isoformat(),
        "area": fault.area,
        "sequence": fault.sequence,
        "id": fault.identity if fault.identity is not None else "–",
        "reason": fault.reason,
    }
