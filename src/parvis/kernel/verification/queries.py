"""Where chains of the journal do not hold."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import psycopg
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from psycopg.rows import dict_row

from parvis.kernel.journal.models import Chain, Entry
from parvis.kernel.journal.rules import Fact, Fault, Link, faults


def broken_links(first: date | None = None, last: date | None = None) -> Iterator[Fault]:
    """Check the chains of these days (all by default) and yield each fault; reads in a stream, in one snapshot."""
    days = _within(first, last)
    with transaction.atomic():
        heads = {
            (head.day, head.area_id): (head.length, bytes(head.head))
            for head in Chain.objects.filter(days).order_by("day", "area_id").iterator()
        }
        entries = Entry.objects.filter(days).order_by("day", "area_id", "sequence", "id")
        yield from faults((link_of(entry) for entry in entries.iterator(chunk_size=5000)), heads)


def broken_links_of(there: psycopg.Connection[Any]) -> Iterator[Fault]:
    """The same check of another database, such as a backup that was brought back."""
    with there.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'UTC'")
        cursor.execute("SELECT day, area_id, length, head FROM journal_chain ORDER BY day, area_id")
        heads = {(day, area): (length, bytes(head)) for day, area, length, head in cursor.fetchall()}
    # Whatever columns it has: a backup may be from before an update.
    with there.cursor(name="entries_of_the_journal", row_factory=dict_row) as stream:
        stream.itersize = 5000
        stream.execute("SELECT * FROM journal_entry ORDER BY day, area_id, sequence, id")
        yield from faults((link_of(Entry(**row)) for row in stream), heads)


def explain(fault: Fault) -> str:
    """A fault as a sentence."""
    return _(
        "The chain of %(day)s in area %(area)s breaks at entry %(sequence)s (id %(id)s): %(reason)s."
    ) % {
        "day": fault.day.isoformat(),
        "area": fault.area,
        "sequence": fault.sequence,
        "id": fault.identity if fault.identity is not None else "–",
        "reason": fault.reason,
    }


def _within(first: date | None, last: date | None) -> Q:
    """These days; all, where none is named."""
    since = Q(day__gte=first) if first else Q()
    return since & Q(day__lte=last) if last else since


def link_of(entry: Entry) -> Link:
    """An entry as the rules check it."""
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
        salt=None if entry.salt is None else bytes(entry.salt),
        seal=None if entry.seal is None else bytes(entry.seal),
    )
    return Link(entry.id, entry.sequence, fact, bytes(entry.before_hash), bytes(entry.own_hash))
