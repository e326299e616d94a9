"""What an office has on its table, for the page that shows managers its figures."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from parvis.services.reports.models import Report
from parvis.services.reports.rules import UNDERWAY

AGES = (7, 30, 90, 365)


@dataclass(frozen=True, slots=True)
class Load:
    """What an office has on its table now: open work, how much of it overdue or with nobody, its oldest piece.

    `by_age` counts reports of at most so many days that are older than the line before; 0 stands for older still.
    """

    underway: int
    late: int
    unassigned: int
    oldest: datetime | None
    by_age: list[tuple[int, int]]


def load_of(office: int, at: datetime) -> Load:
    """The open work of an office as of a moment, in one query."""
    ages = {f"d{days}": Count("pk", filter=Q(opened_at__gte=at - timedelta(days=days))) for days in AGES}
    found = Report.objects.filter(office=office, state__in=UNDERWAY).aggregate(
        underway=Count("pk"),
        late=Count("pk", filter=Q(promise__due_at__lt=at)),
        unassigned=Count("pk", filter=Q(assignee=None)),
        oldest=Min("opened_at"),
        **ages,
    )
    by_age, before = [], 0
    for days in AGES:
        by_age.append((days, found[f"d{days}"] - before))
        before = found[f"d{days}"]
    by_age.append((0, found["underway"] - before))
    return Load(found["underway"], found["late"], found["unassigned"], found["oldest"], by_age)
