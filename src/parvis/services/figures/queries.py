"""Reads of figures."""

from collections import Counter, defaultdict
from datetime import date, datetime

from django.db.models import QuerySet, Sum

from parvis.kernel.places.models import Area
from parvis.services.figures.models import WHOLE, AreaCount, CellCount
from parvis.services.figures.rules import FEWEST


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


def neighbourhoods() -> dict[str, Area]:
    """The neighbourhoods of today by slug, without their boundaries."""
    return {area.slug: area for area in _areas().filter(valid_until=None)}


def slugs_of_areas() -> dict[int, str]:
    """The slug of each neighbourhood of today, also by the boundaries that it had before."""
    rows = list(_areas().values_list("pk", "slug", "valid_until"))
    today = {slug for _pk, slug, until in rows if until is None}
    return {pk: slug for pk, slug, _until in rows if slug in today}


def _narrowed(group: str, area: str) -> QuerySet[CellCount]:
    chosen = {"group": group, "area": area}
    return CellCount.objects.filter(**{name: value for name, value in chosen.items() if value})


def _areas() -> QuerySet[Area]:
    return Area.objects.filter(kind=Area.Kind.NEIGHBOURHOOD).only("slug", "names").order_by("slug", "pk")
