"""Reads of figures."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet, Sum

from parvis.kernel.people.models import Organisation
from parvis.kernel.places.models import Area
from parvis.kernel.promises.queries import Figures, due_between, figures, figures_by
from parvis.services.figures.models import WHOLE, AreaCount, CellCount
from parvis.services.figures.rules import FEWEST
from parvis.services.reports.contracts import Load, load_of, names_of_kinds


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table of promises."""

    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """An office over a span of days, and what it has on its table now."""

    all: Figures
    by_category: list[Line]
    by_area: list[Line]
    load: Load


def figures_of(office: Organisation, since: datetime, until: datetime) -> OfficeFigures:
    """Promises of the office that fell due in the span, and its work now (as of `until`)."""
    due = due_between(since, until).filter(owner=office, service="reports")
    areas = list(Area.objects.only("slug", "names").order_by("valid_from", "pk"))
    slugs, names = {area.pk: area.slug for area in areas}, {area.slug: area.name for area in areas}
    return OfficeFigures(
        all=figures(due),
        by_category=_lines(figures_by(due, "topic"), names_of_kinds()),
        by_area=_lines(_in_all_boundaries(figures_by(due, "area_id"), slugs), names),
        load=load_of(office.pk, until),
    )


def counts_of(span: int) -> dict[str, AreaCount]:
    """Every neighbourhood over the last so many days, by slug; the whole city under `WHOLE`."""
    return {each.area: each for each in AreaCount.objects.filter(span=span).order_by("area")}


def counted_at() -> datetime | None:
    """When the figures were counted; None when they never were."""
    found = AreaCount.objects.order_by("-counted_at").first()
    return found.counted_at if found else None


def cells_of(month: date, group: str = "", area: str = "") -> list[tuple[str, str, int]]:
    """The cells of a month with enough reports: cell, the neighbourhood that most of them lie in, reports.

    The most first, then by cell; of one group of kinds and one neighbourhood where they are given.
    """
    rows = _narrowed(group, area).filter(month=month).exclude(cell=WHOLE)
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for cell, slug, reports in rows.order_by().values_list("cell", "area", "reports"):
        parts[cell][slug] += reports
    sums = {cell: part.total() for cell, part in parts.items() if part.total() >= FEWEST}
    shown = [
        (cell, min(parts[cell], key=lambda slug: (-parts[cell][slug], slug)), sums[cell]) for cell in sums
    ]
    return sorted(shown, key=lambda each: (-each[2], each[0]))


def months(group: str = "", area: str = "") -> dict[date, int]:
    """How many reports were opened in each month, of a group and a neighbourhood where they are given."""
    rows = _narrowed(group, area).filter(cell=WHOLE).order_by("month").values_list("month")
    return dict(rows.annotate(total=Sum("reports")))


def _narrowed(group: str, area: str) -> QuerySet[CellCount]:
    chosen = {"group": group, "area": area}
    return CellCount.objects.filter(**{name: value for name, value in chosen.items() if value})


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
