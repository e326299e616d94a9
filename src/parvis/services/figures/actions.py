"""The only writer of figures."""

from collections import Counter
from dataclasses import asdict
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.utils.timezone import get_current_timezone, localdate

from parvis.kernel.clock import now
from parvis.kernel.database.actions import copy_in
from parvis.kernel.journal.actions import record
from parvis.kernel.places.queries import slugs_of_neighbourhoods
from parvis.services.figures.models import SPANS, WHOLE, AreaCount, CellCount
from parvis.services.figures.rules import MONTHS, month_of, number_of
from parvis.services.reports.contracts import AreaTally, LookTally, by_area, by_month_and_cell, looks_by_area

SUBJECT = "figures.figures"


def count_anew() -> int:
    """Count everything again and put it in the place of the old lines, in one transaction; returns how many lines.

    Readers see the old lines until the new ones are all there. A second run writes the same again.
    """
    moment, areas = now(), slugs_of_neighbourhoods()
    wards = [row for span in SPANS for row in _wards(span, areas, moment)]
    cells = _cells(areas, moment)
    with transaction.atomic(), connection.cursor() as cursor:
        # Readers go on reading; whoever counts at the same time waits here, and then puts its own lines in place.
        cursor.execute("LOCK TABLE figures_areacount, figures_cellcount IN SHARE ROW EXCLUSIVE MODE")
        AreaCount.objects.all().delete()
        CellCount.objects.all().delete()
        copy_in(wards)
        copy_in(cells)
        record(
            "figures.figures.counted",
            subject=SUBJECT,
            actor="system",
            data={"lines": len(wards) + len(cells)},
        )
    return len(wards) + len(cells)


def _wards(span: int, areas: dict[int, str], moment: datetime) -> list[AreaCount]:
    """Each neighbourhood of today with all its boundaries added up, and the whole city with what lies in none."""
    lines: dict[str, Counter[str]] = {slug: Counter() for slug in {WHOLE, *areas.values()}}
    since = moment - timedelta(days=span)
    tallies: list[AreaTally | LookTally] = [*by_area(since, moment), *looks_by_area(since, moment)]
    for each in tallies:
        figures = asdict(each)
        area = areas.get(figures.pop("area") or 0, WHOLE)
        for slug in {WHOLE, area}:
            lines[slug].update(figures)
    return [
        AreaCount(span=span, area=slug, counted_at=moment, **line) for slug, line in sorted(lines.items())
    ]


def _cells(areas: dict[int, str], moment: datetime) -> list[CellCount]:
    """The last months, this one included; each cell, and the sum of the cells of each neighbourhood."""
    first = month_of(number_of(localdate(moment)) - MONTHS + 1)
    since = datetime.combine(first, time.min, tzinfo=get_current_timezone())
    found: Counter[tuple[date, str, str, str]] = Counter()
    for each in by_month_and_cell(since, moment):
        area = areas.get(each.area or 0, "")
        for cell in (each.cell, WHOLE):
            found[each.month, each.group, area, cell] += each.reports
    return [
        CellCount(month=month, group=group, area=area, cell=cell, reports=reports)
        for (month, group, area, cell), reports in found.items()
    ]
