"""Where to begin, and neighbourhoods side by side, as a page and as a file."""

from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from defusedcsv import csv
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from parvis.kernel.permissions.access import everyone
from parvis.kernel.places.queries import neighbourhoods
from parvis.services.figures import queries
from parvis.services.figures.models import SPANS, WHOLE, AreaCount
from parvis.services.figures.rules import percent
from parvis.services.figures.views.drawing import square_kilometres

SPAN_WORDS = {90: gettext_lazy("the last 90 days"), 365: gettext_lazy("the last year")}


@dataclass(frozen=True, slots=True)
class Ward:
    """A line of the table; None where there is nothing to say."""

    slug: str
    name: str
    square_kilometres: float
    counts: AreaCount

    @property
    def per_km2(self) -> float | None:
        """Reports opened on each square kilometre, with one decimal."""
        return round(self.counts.opened / self.square_kilometres, 1) if self.square_kilometres else None

    @property
    def kept(self) -> int | None:
        """Promises kept of a hundred that fell due."""
        return percent(self.counts.kept, self.counts.due)

    @property
    def answers(self) -> int | None:
        """People who looked, of a hundred who were asked to; one may look without being asked."""
        return percent(min(self.counts.answered, self.counts.asked), self.counts.asked)


# What the table can be sorted by: the name in the address, the heading, the value.
COLUMNS: dict[str, tuple[Any, Callable[[Ward], Any]]] = {
    "opened": (gettext_lazy("Reported"), lambda ward: ward.counts.opened),
    "density": (gettext_lazy("Reported per km²"), lambda ward: ward.per_km2),
    "open": (gettext_lazy("Open now"), lambda ward: ward.counts.open_now),
    "closed": (gettext_lazy("Closed"), lambda ward: ward.counts.closed),
    "kept": (gettext_lazy("Promises kept"), lambda ward: ward.kept),
    "fixed": (gettext_lazy("Residents: fixed"), lambda ward: ward.counts.fixed),
    "not_fixed": (gettext_lazy("Residents: still there"), lambda ward: ward.counts.not_fixed),
    "answers": (gettext_lazy("Answered when asked"), lambda ward: ward.answers),
}


FIELDS = (
    *("area", "name", "days", "km2", "opened", "opened_per_km2"),
    *("open_now", "closed", "due", "kept", "fixed", "not_fixed", "asked", "answered", "counted_at"),
)


@everyone
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The ways into the figures, and the city of the last 90 days."""
    return render(
        request, "figures/overview.html", {"city": _city(SPANS[0]), "counted_at": queries.counted_at()}
    )


@everyone
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Neighbourhoods side by side, sorted by one of the columns."""
    span, by = _asked(request)
    wards, city = _sorted(span, by), _city(span)
    value = COLUMNS.get(by, COLUMNS["opened"])[1]
    largest = max((value(each) or 0 for each in wards), default=0)
    context = {
        "by": by,
        "drawn": COLUMNS.get(by, COLUMNS["opened"])[0],
        "span": span,
        "spans": SPAN_WORDS.items(),
        "span_words": SPAN_WORDS[span],
        "columns": [
            (name, words, _page(span, name), name == by) for name, (words, _value) in COLUMNS.items()
        ],
        "by_name": _page(span, ""),
        "wards": [(each, round(100 * (value(each) or 0) / largest, 1) if largest else 0) for each in wards],
        "city": city,
        "table": f"{reverse('figures:areas-table')}?{urlencode({'days': span, 'by': by})}",
        "counted_at": queries.counted_at(),
    }
    return render(request, "figures/areas.html", context)


@everyone
@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """The table of the page as CSV, with the numbers behind the shares."""
    span, by = _asked(request)
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(FIELDS)
    for each in _sorted(span, by):
        row = each.counts
        size = round(each.square_kilometres, 3)
        counted = row.open_now, row.closed, row.due, row.kept, row.fixed, row.not_fixed
        opened, asked = (row.opened, each.per_km2), (row.asked, row.answered)
        writer.writerow(
            (each.slug, each.name, span, size, *opened, *counted, *asked, row.counted_at.isoformat())
        )
    answer = HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{settings.CITY.slug}-areas.csv"'
    return answer


def below_the_list(_request: HttpRequest, _subject: str) -> str:
    """For the list of reports: the way to the figures."""
    return render_to_string("figures/below_the_list.html")


def _asked(request: HttpRequest) -> tuple[int, str]:
    """The span and the column; what makes no sense is left out."""
    span = next((each for each in SPANS if str(each) == request.GET.get("days", "")), SPANS[0])
    by = request.GET.get("by", "")
    return span, by if by in COLUMNS else ""


def _page(span: int, by: str) -> str:
    return f"{reverse('figures:areas')}?{urlencode({'days': span} | ({'by': by} if by else {}))}"


def _sorted(span: int, by: str) -> list[Ward]:
    """By name; or by a column, the most first and those of which there is nothing to say last."""
    counts, sizes = queries.counts_of(span), square_kilometres()
    found = [
        Ward(slug, area.name, sizes.get(slug, 0), counts[slug])
        for slug, area in neighbourhoods().items()
        if slug in counts
    ]
    found.sort(key=lambda ward: ward.name.casefold())
    if by:
        value = COLUMNS[by][1]
        found.sort(key=lambda ward: (value(ward) is None, -(value(ward) or 0)))
    return found


def _city(span: int) -> Ward | None:
    whole = queries.counts_of(span).get(WHOLE)
    return Ward("", _("The whole city"), sum(square_kilometres().values()), whole) if whole else None
