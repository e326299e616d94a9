"""Waits as a page shows them: as a line of a table, and as a drawing. Their words stand in the templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from django.utils.translation import get_language_bidi

from parvis.services.reports.contracts import list_path
from parvis.services.waits.models import Wait
from parvis.services.waits.rules import FEWEST, Share, Verdict, share_of

# What is surest and asks most comes first; inside each, names by letter: this is no ranking.
_ORDER = {Verdict.LONGER: 0, Verdict.SHORTER: 1, Verdict.CHANCE: 2, Verdict.FEW: 3}
_TICKS = (1, 7, 30, 90, 365)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A wait on a scale of days, 0 to 100 across: the bar of its interval, its middle, and the whole city's."""

    start: float
    width: float
    middle: float | None
    city: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what it is called, where that leads, the wait, and what it is compared with.

    `longer` is the number of neighbourhoods that wait longer, where that stands beside it.
    """

    name: str
    address: str
    wait: Wait
    city: Wait | None = None
    longer: int = 0
    is_here: bool = False

    @property
    def is_rare(self) -> bool:
        """True when there is nothing to say but the number of reports."""
        return self.wait.reports < FEWEST

    @property
    def share(self) -> Share | None:
        """Promises kept."""
        return share_of(self.wait.kept, self.wait.due)

    @property
    def reports_path(self) -> str:
        """The list of these reports."""
        return list_path(self.wait.category, area=self.wait.area, days=self.wait.span)

    @property
    def open_path(self) -> str:
        """The list of those that are still open."""
        return list_path(self.wait.category, area=self.wait.area, days=self.wait.span, underway=True)

    @property
    def drawing(self) -> Drawing | None:
        """The picture of the wait; None where nothing is known."""
        wait, city = self.wait, self.city
        if wait.low is None:
            return None
        ends = sorted((_place(wait.low, wait.span), _place(wait.high or wait.span, wait.span)))
        return Drawing(
            start=ends[0],
            width=round(ends[1] - ends[0], 2),
            middle=None if wait.median is None else _place(wait.median, wait.span),
            city=None if city is None or city.median is None else _place(city.median, wait.span),
        )


def in_order(rows: Iterable[Row]) -> list[Row]:
    """What was asked for first, then by what can be said of them, then by name."""
    return sorted(rows, key=lambda row: (not row.is_here, _order(row), row.name.casefold()))


def names_with(verdict: Verdict, rows: Iterable[Row]) -> list[str]:
    """The names of the lines of which that is said, each kept apart from the direction of the text around it."""
    return [apart(row.name) for row in in_order(rows) if row.wait.verdict == verdict]


def ticks(span: int) -> list[tuple[int, float]]:
    """The days that the scale names, with their place on it."""
    return [(day, _place(day, span)) for day in _TICKS if day <= span]


def apart(name: str) -> str:
    """A name that keeps its own direction inside a sentence of the other."""
    return f"\u2068{name}\u2069"


def _order(row: Row) -> int:
    return _ORDER[Verdict(row.wait.verdict)] if row.wait.verdict else 0


def _place(days: int, span: int) -> float:
    """A scale on which a day more matters the less the longer one has waited; it runs the way that the reader reads."""
    across = 100 * log(1 + days) / log(1 + span)
    return round(100 - across if get_language_bidi() else across, 2)
