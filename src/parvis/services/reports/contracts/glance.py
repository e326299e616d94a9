"""What stands for the city on somebody else's page: planned works, and a few numbers with the newest reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from parvis.kernel.promises.queries import due_between, figures
from parvis.services.reports.models import Category, Report
from parvis.services.reports.queries.find import Filters, narrowed, public_reports
from parvis.services.reports.rules import UNDERWAY, Closing, State, reference


@dataclass(frozen=True, slots=True)
class Seen:
    """A public report in a line; `kind` in the reader's language."""

    id: str
    number: str
    kind: str
    area: str
    address: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Planned(Seen):
    """Work that the office planned for a day; `changed_at` is when the office last moved it on."""

    day: date
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Glance:
    """How many public reports are open, how many promises fell due and were kept, and the newest ones."""

    open: int
    due: int
    kept: int
    newest: list[Seen]


def planned_works(areas: Sequence[int] = (), category: str = "", *, most: int) -> list[Planned]:
    """Public open reports whose work is planned for a day, the newest first; of these areas and this category only."""
    rows = _rows(areas, category).filter(state=State.PLANNED, planned_for__isnull=False)
    return [
        Planned(*_facts(each), day=each.planned_for, changed_at=each.updated_at or each.opened_at)
        for each in rows[:most]
        if each.planned_for and each.opened_at
    ]


def glance_at(
    areas: Sequence[int] = (), category: str = "", *, since: datetime, until: datetime, newest: int
) -> Glance:
    """What is open now, what fell due since then up to now, the newest so many. Duplicates count as their first.

    Promises are counted like everywhere: all of them, but none of a category that is never public.
    """
    rows = _rows(areas, category).exclude(closing=Closing.DUPLICATE)
    due = due_between(since, until).filter(service="reports")
    due = due.filter(area_id__in=areas) if areas else due
    due = due.filter(topic=category) if category else due
    counted = figures(due.exclude(topic__in=_never_public()))
    return Glance(
        open=_rows(areas, category).order_by().filter(state__in=UNDERWAY).count(),
        due=counted.total,
        kept=counted.kept,
        newest=[Seen(*_facts(each)) for each in rows[:newest]],
    )


def _never_public() -> list[str]:
    return list(Category.objects.filter(is_private=True).order_by("slug").values_list("slug", flat=True))


def _rows(areas: Sequence[int], category: str) -> QuerySet[Report]:
    rows = public_reports().select_related("category", "area").defer("area__boundary", "category__words")
    rows = narrowed(rows, Filters(areas=tuple(areas)))
    return rows.filter(category__slug=category) if category else rows


def _facts(report: Report) -> tuple[str, str, str, str, str, datetime]:
    area = report.area.name if report.area else ""
    opened = report.opened_at or report.sent_at
    return report.public_id, reference(report.public_id), str(report.category), area, report.address, opened
