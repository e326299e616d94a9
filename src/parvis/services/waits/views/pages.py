"""The page “Who waits longer?” and its table as a file."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from parvis.kernel.commons.dataset import MEDIA_TYPES, Format
from parvis.kernel.commons.export import csv_pieces
from parvis.kernel.permissions.access import everyone
from parvis.kernel.places.queries import neighbourhoods
from parvis.kernel.replicas.reading import reads_from_replica
from parvis.kernel.streaming import stream
from parvis.services.reports.contracts import names_of_kinds
from parvis.services.waits.forms import SPAN_TITLES, Asked, AskForm
from parvis.services.waits.models import WHOLE_CITY, Wait
from parvis.services.waits.queries import (
    DATASET,
    in_every_area,
    kinds_counted,
    longer_by_kind,
    of_every_kind,
    rows_of,
)
from parvis.services.waits.rules import FEWEST, Verdict
from parvis.services.waits.views.shown import Row, apart, in_order, names_with, ticks


@dataclass(slots=True)
class Answer:
    """What is answered to a question: `rows` for the table, `city` the line that stands above them, `calm` and `rare`
    the lines of which there is little to say."""

    title: str
    rows: Sequence[Row]
    city: Row | None = None
    calm: Sequence[Row] = ()
    rare: Sequence[Row] = field(init=False)

    def __post_init__(self) -> None:
        everything = in_order([*self.rows, *self.calm])
        self.rare = [row for row in everything if row.is_rare and not row.is_here]
        self.rows = [row for row in in_order(self.rows) if row not in self.rare]
        self.calm = [row for row in in_order(self.calm) if row not in self.rare]

    @property
    def lines(self) -> list[Row]:
        """All of them."""
        return [*([self.city] if self.city else []), *self.rows, *self.calm, *self.rare]

    @property
    def here(self) -> Wait | None:
        """What was asked for."""
        return next((row.wait for row in self.rows if row.is_here), None)


@everyone
@require_GET
@reads_from_replica
def show(request: HttpRequest) -> HttpResponse:
    """Who waits longer: for one kind of problem, in one neighbourhood, or where to begin."""
    form, kinds, areas = _form(request)
    answer = _answer(form.asked, kinds, areas)
    scale = ticks(form.asked.days)
    longer, shorter = (names_with(each, answer.rows) for each in (Verdict.LONGER, Verdict.SHORTER))
    context = {
        "form": form,
        "asked": form.asked,
        "answer": answer,
        "longer": longer,
        "shorter": shorter,
        "same": len(answer.rows) + len(answer.rare) - len(longer) - len(shorter),
        "place": apart(areas.get(form.asked.area, "")),
        "span": SPAN_TITLES[form.asked.days],
        "ticks": scale,
        "grid": "".join(f"M{where} 0V10" for _day, where in scale),  # one path, so that no line draws it anew
        "days": [day for day, _where in scale],
        "counted_at": next((row.wait.counted_at for row in answer.lines), None),
        "fewest": FEWEST,
    }
    return render(request, "waits/show.html", context)


@everyone
@require_GET
@reads_from_replica
def table(request: HttpRequest) -> HttpResponseBase:
    """The table of the page as CSV, with exact counts and chances."""
    form, kinds, areas = _form(request)
    lines = [row.wait for row in _answer(form.asked, kinds, areas).lines]
    headers = {
        "Content-Type": MEDIA_TYPES[Format.CSV],
        "Content-Disposition": f'attachment; filename="{settings.CITY.slug}-{DATASET.slug}.csv"',
    }
    return stream(request, csv_pieces(replace(DATASET, rows=lambda: rows_of(lines))), headers=headers)


type Names = dict[str, str]  # by slug


def _form(request: HttpRequest) -> tuple[AskForm, Names, Names]:
    counted = kinds_counted()
    areas = {slug: area.name for slug, area in neighbourhoods().items()}
    kinds = {slug: name for slug, name in names_of_kinds().items() if slug in counted}
    rare = {slug for slug, reports in counted.items() if reports < FEWEST}
    return AskForm(request.GET, kinds, areas, rare), kinds, areas


def _answer(asked: Asked, kinds: Names, areas: Names) -> Answer:
    if asked.category:
        return _of_a_kind(asked, kinds, areas)
    return _of_an_area(asked, kinds, areas) if asked.area else _of_the_city(asked, kinds)


def _of_a_kind(asked: Asked, kinds: Names, areas: Names) -> Answer:
    """One kind of problem in every neighbourhood, the whole city above them."""
    found = {each.area: each for each in in_every_area(asked.days, asked.category)}
    city = found.pop(WHOLE_CITY, None)
    rows = [
        Row(areas[area], _page(asked, category="", area=area), each, city, is_here=area == asked.area)
        for area, each in found.items()
        if area in areas
    ]
    above = Row(_("The whole city"), _page(asked, area=""), city) if city else None
    return Answer(kinds[asked.category], rows, above)


def _of_an_area(asked: Asked, kinds: Names, areas: Names) -> Answer:
    """Every kind of problem in one neighbourhood, each beside the whole city."""
    city = {each.category: each for each in of_every_kind(asked.days, WHOLE_CITY)}
    rows = [
        Row(kinds[each.category], _page(asked, category=each.category), each, city[each.category])
        for each in of_every_kind(asked.days, asked.area)
        if each.category in kinds
    ]
    return Answer(areas[asked.area], rows)


def _of_the_city(asked: Asked, kinds: Names) -> Answer:
    """Where to begin: the kinds of problems for which people in some neighbourhoods wait longer; all where none do."""
    longer = longer_by_kind(asked.days)
    rows = [
        Row(
            kinds[each.category],
            _page(asked, category=each.category),
            each,
            longer=longer.get(each.category, 0),
        )
        for each in of_every_kind(asked.days, WHOLE_CITY)
        if each.category in kinds
    ]
    begin = [row for row in rows if row.longer]
    return Answer(_("The whole city"), begin or rows, calm=[row for row in rows if begin and not row.longer])


def _page(asked: Asked, **changes: Any) -> str:
    query = replace(asked, **changes).query
    return reverse("waits:show") + (f"?{query}" if query else "")
