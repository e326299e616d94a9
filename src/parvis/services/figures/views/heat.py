"""Where reports came from, month by month: a drawing without scripts, a map with them, and the same as a table."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from parvis.kernel.clock import now
from parvis.kernel.permissions.access import everyone
from parvis.kernel.places.cells import centre_of, outline
from parvis.kernel.places.index import Nearby, nearest_line
from parvis.kernel.places.queries import neighbourhoods
from parvis.kernel.ui.components import Bar
from parvis.kernel.ui.maps import map_frame
from parvis.kernel.ui.templatetags.ui import grouped
from parvis.services.figures import queries
from parvis.services.figures.forms import MapForm
from parvis.services.figures.rules import FEWEST, class_of, classes, month_of, number_of
from parvis.services.figures.views.drawing import WIDTH, Drawing, drawing_of
from parvis.services.reports.contracts import names_of_groups

FIRST_ROWS = 20
STREET_METRES = 250.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the page shows it, already in words: there are hundreds of them. Equal counts have the same `rank`."""

    id: str
    rank: str
    place: str
    number: str
    reports: int
    shade: str
    path: str


@everyone
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """The cells of a month, of a group of kinds and a neighbourhood where they are chosen."""
    form, areas = _form(request)
    drawing = drawing_of(form.asked_area)
    cells = list(_cells(form, areas, drawing))
    sums = queries.months(form.asked_group, form.asked_area)
    months = [month_of(number) for number in range(form.first, form.newest + 1)]
    context = {
        "form": form,
        "month": _words(month_of(form.month)),
        "is_running": form.month == form.newest,
        "before": _page(form, form.month - 1) if form.month > form.first else "",
        "after": _page(form, form.month + 1) if form.month < form.newest else "",
        "oldest": _words(months[0]),
        "newest": _words(months[-1]),
        "months": json.dumps([_words(month) for month in months], ensure_ascii=False),
        "data": _page(form, form.month, "figures:cells"),
        "frame": map_frame(),
        "total": sums.get(month_of(form.month), 0),
        "shown": sum(each.reports for each in cells),
        "place": areas.get(form.asked_area, ""),
        "drawing": drawing,
        "width": WIDTH,
        "cells": cells,
        "first": cells[:FIRST_ROWS],
        "rest": cells[FIRST_ROWS:],
        "classes": classes(),
        "fewest": FEWEST,
        "bars": [Bar(_words(day), sums.get(day, 0), _page(form, number_of(day))) for day in months],
        "counted_at": queries.counted_at(),
    }
    return render(request, "figures/map.html", context)


@everyone
@require_GET
def data(request: HttpRequest) -> HttpResponse:
    """The same cells as GeoJSON for the map: outlines and classes. What a cell is called stands in the page's table."""
    form, _areas = _form(request)
    found = queries.cells_of(month_of(form.month), form.asked_group, form.asked_area)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": [outline(cell)]},
            "properties": {"id": cell, "shade": class_of(reports)},
        }
        for cell, _slug, reports in found
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _form(request: HttpRequest) -> tuple[MapForm, dict[str, str]]:
    areas = {slug: area.name for slug, area in neighbourhoods().items()}
    return MapForm(request.GET, names_of_groups(), areas, number_of(localdate(now()))), areas


def _cells(form: MapForm, areas: dict[str, str], drawing: Drawing | None) -> Iterator[Cell]:
    found = queries.cells_of(month_of(form.month), form.asked_group, form.asked_area)
    ranks: dict[int, str] = {}
    for number, (cell, slug, reports) in enumerate(found, start=1):
        place = _place(nearest_line(*centre_of(cell), within=STREET_METRES), areas.get(slug, ""))
        path = drawing.cell(cell) if drawing else ""
        rank = ranks.setdefault(reports, str(number))
        yield Cell(cell, rank, place, grouped(reports), reports, f"c{class_of(reports)}", path)


def _place(line: Nearby | None, area: str) -> str:
    """Where a cell is. Names keep their own direction, whatever the page's (Unicode: isolates)."""
    names = [f"\u2068{name}\u2069" if name else "" for name in (line.text if line else "", area)]
    near = gettext("near %(street)s") % {"street": names[0]} if line else ""
    return gettext(", ").join(filter(None, (near, names[1])))


def _words(day: date) -> str:
    return date_format(day, "YEAR_MONTH_FORMAT")


def _page(form: MapForm, month: int, page: str = "figures:map") -> str:
    chosen = {"month": month, "group": form.asked_group, "area": form.asked_area}
    return f"{reverse(page)}?{urlencode({name: value for name, value in chosen.items() if value})}"
