"""Many reports at once, as another system kept them: the bulk form of opening and closing.

The same tables, promises and journal entries as one by one; nobody is told, and what was promised elsewhere keeps its
own due date.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import batched

from django.db import transaction

from parvis.kernel.database.actions import copy_in
from parvis.kernel.journal.actions import Draft, prepare_months, record_many
from parvis.kernel.journal.rules import Plain
from parvis.kernel.people.models import Organisation
from parvis.kernel.places.cells import cell_of
from parvis.kernel.promises.actions import open_many
from parvis.kernel.promises.course import chain_for
from parvis.kernel.promises.models import Promise
from parvis.services.reports.actions.traces import publicly
from parvis.services.reports.models import Category, Report, new_report_id
from parvis.services.reports.rules import Closing, Finding, Source, State

BATCH = 2000


@dataclass(frozen=True, slots=True)
class KnownReport:
    """A report as another system kept it. `due_at` None: nothing was promised. `area_id` as found for its point."""

    external_id: str
    category: Category
    office: Organisation
    lat: float
    lon: float
    area_id: int | None
    opened_at: datetime
    due_at: datetime | None = None
    closed_at: datetime | None = None
    closing: Closing | None = None
    closing_words: str = ""
    address: str = ""
    words: str = ""


@dataclass(slots=True)
class Taken:
    """How many were new and how many were there already."""

    new: int = 0
    known: int = 0


def take_over(reports: Iterable[KnownReport]) -> Iterator[Taken]:
    """Take reports over in batches, each in its own transaction; yields the running count after each batch.

    Idempotent by `external_id`: what is known is left alone, also when two imports run side by side.
    """
    count = Taken()
    chains: dict[int, tuple[int, ...]] = {}
    for batch in batched(reports, BATCH, strict=False):
        first = min(each.opened_at for each in batch)
        last = max(each.closed_at or each.opened_at for each in batch)
        prepare_months(first.date(), last.date())
        with transaction.atomic():
            fresh = _unknown(batch)
            for each in fresh:
                if each.office.pk not in chains:
                    chains[each.office.pk] = chain_for(each.office)
            _write(fresh, chains)
        count.new += len(fresh)
        count.known += len(batch) - len(fresh)
        yield count


def _unknown(batch: Sequence[KnownReport]) -> list[KnownReport]:
    ids = {each.external_id: each for each in batch}
    present = set(
        Report.objects.filter(external_id__in=ids).order_by("pk").values_list("external_id", flat=True)
    )
    return [each for external_id, each in ids.items() if external_id not in present]


def _write(batch: Sequence[KnownReport], chains: dict[int, tuple[int, ...]]) -> None:
    rows = [_row(each) for each in batch]
    _name_apart(rows)
    due = [(row, each, each.due_at) for row, each in zip(rows, batch, strict=True) if each.due_at is not None]
    promises = open_many(_promise(row, each, due_at, chains[each.office.pk]) for row, each, due_at in due)
    for (row, _each, _due_at), promise in zip(due, promises, strict=True):
        row.promise_id = promise.pk
    copy_in(rows)
    record_many(draft for row, each in zip(rows, batch, strict=True) for draft in _entries(row, each))


def _name_apart(rows: Sequence[Report]) -> None:
    """Names of eight letters are drawn: in a million two are alike, about once. Those are drawn again."""
    wanted = list(rows)
    while wanted:
        times = Counter(row.public_id for row in rows)
        drawn = Report.objects.filter(public_id__in=[row.public_id for row in wanted])
        present = set(drawn.order_by("pk").values_list("public_id", flat=True))
        wanted = [row for row in wanted if row.public_id in present or times[row.public_id] > 1]
        for row in wanted:
            row.public_id = new_report_id()


def _row(each: KnownReport) -> Report:
    return Report(
        external_id=each.external_id,
        category_id=each.category.pk,
        office_id=each.office.pk,
        lat=each.lat,
        lon=each.lon,
        cell=cell_of(each.lat, each.lon),
        area_id=each.area_id,
        address=each.address,
        words=each.words,
        source=Source.IMPORT.value,
        state=(State.CLOSED if each.closed_at else State.OPEN).value,
        sent_at=each.opened_at,
        opened_at=each.opened_at,
        closed_at=each.closed_at,
        closing=each.closing.value if each.closing else "",
        closing_words=each.closing_words,
        finding=Finding.UNKNOWN.value,
        is_public=not each.category.is_private,
    )


def _promise(row: Report, each: KnownReport, due_at: datetime, chain: Sequence[int]) -> Promise:
    late = each.closed_at is not None and each.closed_at > due_at
    return Promise(
        subject=row.subject,
        service="reports",
        topic=each.category.slug,
        owner_id=each.office.pk,
        holder_id=each.office.pk,
        chain=list(chain),
        area_id=each.area_id,
        opened_at=each.opened_at,
        due_at=max(due_at, each.opened_at),
        moves_at=None if each.closed_at else due_at,
        answered_at=each.closed_at,
        broken_at=due_at if late else None,
    )


def _entries(row: Report, each: KnownReport) -> Iterator[Draft]:
    where = publicly(row)
    entry = partial(
        Draft, subject=row.subject, actor="import", area_id=where.get("area_id"), cell=where.get("cell", "")
    )
    opened: dict[str, Plain] = {"office": each.office.slug, "category": each.category.slug}
    yield entry("reports.report.opened", at=each.opened_at, data=opened)
    if each.closed_at:
        closed: dict[str, Plain] = {**opened, "closing": row.closing}
        yield entry("reports.report.closed", at=each.closed_at, data=closed)
