"""The page “Who waits longer?” and its table as a file."""

from dataclasses import dataclass, field, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from parvis.kernel.commons.dataset import MEDIA_TYPES, Format
from parvis.kernel.commons.export import csv_pieces
from parvis.kernel.permissions.access import everyone
from parvis.kernel.streaming import stream
from parvis.services.reports.contracts import names_of_kinds
from parvis.services.waits.forms import SPAN_TITLES, Asked, AskForm
from parvis.services.waits.models import WHOLE_CITY, Wait
from parvis.services.waits.queries import (
    DATASET,
    in_every_area,
    kinds_counted,
    longer_by_kind,
    names_of_areas,
    of_every_kind,
    rows_of,
)
from parvis.services.waits.rules import FEWEST
from parvis.services.waits.views import shown


@dataclass(slots=True)
class Answer:
    """What is answered to a question: where, in sentences, in a table; `lines` is the same for a file."""

    title: str
    said: list[str]
    rows: list[shown.Row]
    lines: list[Wait]
    what: str  # what the lines of the table are called
    beside: str = ""  # what stands beside the wait, where there is something
    city: shown.Row | None = None
    calm: list[shown.Row] = field(default_factory=list)  # where to begin is elsewhere
    rare: list[shown.Row] = field(default_factory=list)


@everyone
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Who waits longer: for one kind of problem, in one neighbourhood, or where to begin."""
    form, names = _form(request)
    answer = _answer(form.asked, *names)
    answer.rare += [row for row in answer.rows if row.is_rare and not row.is_here]
    answer.rows = [row for row in answer.rows if not row.is_rare or row.is_here]
    context = {
        "form": form,
        "asked": form.asked,
        "answer": answer,
        "span": SPAN_TITLES[form.asked.days],
        "ticks": shown.ticks(form.asked.days),
        "ticks_words": shown.ticks_words(form.asked.days),
        "counted_at": answer.lines[0].counted_at if answer.lines else None,
        "fewest": FEWEST,
    }
    return render(request, "waits/show.html", context)


@everyone
@require_GET
def table(request: HttpRequest) -> HttpResponseBase:
    """The table of the page as CSV, with exact counts and chances."""
    form, names = _form(request)
    lines = _answer(form.asked, *names).lines
    headers = {
        "Content-Type": MEDIA_TYPES[Format.CSV],
        "Content-Disposition": f'attachment; filename="{settings.CITY.slug}-{DATASET.slug}.csv"',
    }
    return stream(request, csv_pieces(replace(DATASET, rows=lambda: rows_of(lines))), headers=headers)


type Names = tuple[dict[str, str], dict[str, str]]  # of kinds and of areas, by slug


def _form(request: HttpRequest) -> tuple[AskForm, Names]:
    counted, areas = kinds_counted(), names_of_areas()
    kinds = {slug: name for slug, name in names_of_kinds().items() if slug in counted}
    rare = {slug for slug, reports in counted.items() if reports < FEWEST}
    return AskForm(request.GET, kinds, areas, rare), (kinds, areas)


def _answer(asked: Asked, kinds: dict[str, str], areas: dict[str, str]) -> Answer:
    if asked.category:
        return _of_a_kind(asked, kinds, areas)
    return _of_an_area(asked, kinds, areas) if asked.area else _of_the_city(asked, kinds)


def _of_a_kind(asked: Asked, kinds: dict[str, str], areas: dict[str, str]) -> Answer:
    """One kind of problem in every neighbourhood, the whole city first."""
    found = {each.area: each for each in in_every_area(asked.days, asked.category)}
    city, here = found.pop(WHOLE_CITY, None), found.get(asked.area)
    lines = [each for each in found.values() if each.area in areas]
    rows = [
        shown.row_of(
            each, areas[each.area], _page(asked.but(category="", area=each.area)), city, here=asked.area
        )
        for each in lines
    ]
    said = [shown.wait_sentence(city, _("The whole city"))]
    if asked.area:
        said = [shown.wait_sentence(here, areas[asked.area]), *said, *shown.verdict_sentences(here, city)]
    else:
        said += shown.area_sentences(lines, areas)
    return Answer(
        title=kinds[asked.category],
        said=said,
        rows=shown.in_order(rows),
        lines=[*([city] if city else []), *lines],
        what=_("Neighbourhood"),
        city=shown.row_of(city, _("The whole city"), _page(asked.but(area="")), city) if city else None,
    )


def _of_an_area(asked: Asked, kinds: dict[str, str], areas: dict[str, str]) -> Answer:
    """Every kind of problem in one neighbourhood, each beside the whole city."""
    city = {each.category: each for each in of_every_kind(asked.days, WHOLE_CITY)}
    lines = [each for each in of_every_kind(asked.days, asked.area) if each.category in kinds]
    rows = [
        shown.row_of(
            each,
            kinds[each.category],
            _page(asked.but(category=each.category)),
            city[each.category],
            beside=shown.wait_words(city[each.category]),
        )
        for each in lines
    ]
    return Answer(
        title=areas[asked.area],
        said=shown.kind_sentences(lines),
        rows=shown.in_order(rows),
        lines=lines,
        what=_("Kind of problem"),
        beside=_("The whole city"),
    )


def _of_the_city(asked: Asked, kinds: dict[str, str]) -> Answer:
    """Every kind of problem in the whole city: first those for which people in some neighbourhoods wait longer."""
    lines = [each for each in of_every_kind(asked.days, WHOLE_CITY) if each.category in kinds]
    longer = longer_by_kind(asked.days)
    rows = {
        each.category: shown.row_of(
            each,
            kinds[each.category],
            _page(asked.but(category=each.category)),
            None,
            beside=shown.longer_words(longer.get(each.category, 0)),
        )
        for each in lines
    }
    begin = [row for slug, row in rows.items() if slug in longer]
    calm = [row for slug, row in rows.items() if slug not in longer]
    words = ngettext(
        "For %(count)s kind of problem, people in some neighbourhoods wait longer than chance explains.",
        "For %(count)s kinds of problems, people in some neighbourhoods wait longer than chance explains.",
        len(begin),
    )
    return Answer(
        title=_("The whole city"),
        said=[words % {"count": len(begin)}, _("Choose one of them to see where.")] if begin else [],
        rows=shown.in_order(begin or calm),
        calm=shown.in_order(row for row in calm if begin and not row.is_rare),
        rare=shown.in_order(row for row in calm if begin and row.is_rare),
        lines=lines,
        what=_("Kind of problem"),
        beside=_("People wait longer in"),
    )


def _page(asked: Asked) -> str:
    return reverse("waits:show") + (f"?{asked.query}" if asked.query else "")
