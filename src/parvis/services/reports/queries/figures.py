"""The manager's figures: promises kept, load, age."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q

from parvis.kernel.people.models import Organisation
from parvis.kernel.places.models import Area
from parvis.kernel.promises.queries import Figures, due_between, figures, figures_by
from parvis.services.reports.models import Category, Report
from parvis.services.reports.rules import UNDERWAY


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table of figures."""

    name: str
    figures: Figures


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


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """An office over a span of days."""

    all: Figures
    by_category: list[Line]
    by_area: list[Line]
    load: Load


AGES = (7, 30, 90, 365)


def figures_of(office: Organisation, since: datetime, until: datetime) -> OfficeFigures:
    """Promises of the office that fell due in the span, and its work now (as of `until`)."""
    due = due_between(since, until).filter(owner=office, service="reports")
    categories = {each.slug: str(each) for each in Category.objects.all()}
    areas = list(Area.objects.only("pk", "slug", "names").order_by("valid_from", "pk"))
    slugs, names = {area.pk: area.slug for area in areas}, {area.slug: area.name for area in areas}
    return OfficeFigures(
        all=figures(due),
        by_category=_lines(figures_by(due, "topic"), categories),
        by_area=_lines(_in_all_boundaries(figures_by(due, "area_id"), slugs), names),
        load=load_of(office, until),
    )


def load_of(office: Organisation, at: datetime) -> Load:
    """The open work of an office, in one query."""
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


def _in_all_boundaries(found: Mapping[Any, Figures], slugs: Mapping[int, str]) -> dict[str, Figures]:
    """An area that had other boundaries before has one line."""
    summed: dict[str, Figures] = {}
    for area, each in found.items():
        slug = slugs.get(area, "")
        before = summed.get(slug, Figures(0, 0))
        summed[slug] = Figures(before.kept + each.kept, before.broken + each.broken)
    return summed


def _lines(found: Mapping[Any, Figures], names: Mapping[Any, str]) -> list[Line]:
    lines = [Line(names.get(key, "–"), each) for key, each in found.items()]
    return sorted(lines, key=lambda line: (-line.figures.total, line.name))
