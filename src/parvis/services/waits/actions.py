"""The only writer of waits."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from parvis.kernel.clock import now
from parvis.kernel.database.actions import copy_in
from parvis.kernel.journal.actions import record
from parvis.kernel.places.queries import slugs_of_neighbourhoods
from parvis.services.reports.contracts import Waited, waited
from parvis.services.waits.models import SPANS, WHOLE_CITY, Wait
from parvis.services.waits.rules import Tally, difference_of, median_of, verdicts

SUBJECT = "waits.figures"

type Place = tuple[str, str]  # the kind of problem, the neighbourhood


@dataclass(slots=True)
class Line(Tally):
    """Everything that is counted about one kind of problem in one place."""

    reports: int = 0
    still_open: int = 0
    due: int = 0
    kept: int = 0

    def count(self, each: Waited) -> None:
        """Count these reports in."""
        (self.closed if each.closed else self.waiting)[each.days] += each.reports
        self.reports += each.reports
        self.still_open += each.still_open
        self.due += each.due
        self.kept += each.kept


def count_anew() -> int:
    """Count all waits again and put them in the place of the old ones, in one transaction; returns how many lines.

    Readers see the old lines until the new ones are all there. A second run writes the same again.
    """
    moment = now()
    long, short = SPANS
    lines: dict[int, dict[Place, Line]] = {span: defaultdict(Line) for span in SPANS}
    areas = slugs_of_neighbourhoods()
    for each in waited(moment - timedelta(days=long), moment - timedelta(days=short), moment):
        places = {WHOLE_CITY, areas.get(each.area or 0, WHOLE_CITY)}
        for span in SPANS if each.recent else (long,):
            for place in places:
                lines[span][each.category, place].count(each)
    rows = [row for span in SPANS for row in _rows(span, lines[span], moment)]
    with transaction.atomic(), connection.cursor() as cursor:
        # Readers go on reading; whoever counts at the same time waits here, and then puts its own lines in place.
        cursor.execute("LOCK TABLE waits_wait IN SHARE ROW EXCLUSIVE MODE")
        Wait.objects.all().delete()
        copy_in(rows)
        record("waits.figures.counted", subject=SUBJECT, actor="system", data={"lines": len(rows)})
    return len(rows)


def _rows(span: int, lines: dict[Place, Line], moment: datetime) -> list[Wait]:
    """The lines of one span. All their differences are judged together: they are read together, page by page."""
    differences = {
        (category, area): difference_of(line, lines[category, WHOLE_CITY])
        for (category, area), line in lines.items()
        if area != WHOLE_CITY
    }
    found = verdicts(differences)
    rows = []
    for place, line in sorted(lines.items()):
        median, difference = median_of(line), differences.get(place)
        rows.append(
            Wait(
                span=span,
                category=place[0],
                area=place[1],
                reports=line.reports,
                still_open=line.still_open,
                median=median.days,
                low=median.low,
                high=median.high,
                due=line.due,
                kept=line.kept,
                waiting=None if difference is None else round(100 * difference.here),
                waiting_elsewhere=None if difference is None else round(100 * difference.elsewhere),
                chance=None if difference is None else difference.chance,
                verdict=found.get(place, ""),
                counted_at=moment,
            )
        )
    return rows
