"""What everyone sees: the map with its list, the page of an asset, and the short address on its label."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from parvis.kernel.clock import now
from parvis.kernel.journal.queries import history_of
from parvis.kernel.journal.sentences import path_of
from parvis.kernel.permissions.access import everyone
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.trust.actions import allow, caller_of
from parvis.kernel.trust.rules import Limit
from parvis.kernel.ui.components import Event
from parvis.services.assets.forms import FilterForm
from parvis.services.assets.models import Asset, Layer
from parvis.services.assets.queries import (
    TIES_SHOWN,
    Wanted,
    asset_named,
    on_map,
    page_of,
    reports_about,
    standing,
    ties_of,
)
from parvis.services.assets.rules import read_code
from parvis.services.reports import contracts as reports

READING_MAP = Limit("assets.map", burst=120, per_hour=3600)


@everyone
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """All assets on a map and, page by page, in a list."""
    form = FilterForm(request.GET)
    after = request.GET.get("after", "")
    page, following = page_of(standing(form.wanted() or Wanted()), int(after) if after.isdecimal() else 0)
    ties = ties_of(page)
    reported = {ties[report] for report in reports.underway(ties)} if ties else set()
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "form": form,
        "rows": [(each, each.pk in reported) for each in page],
        "next": following,
        "query": query.urlencode(),
        "layers": Layer.objects.order_by("slug"),
    }
    return render(request, "assets/list.html", context)


@everyone
@require_GET
def map_data(request: HttpRequest) -> HttpResponse:
    """A map view as GeoJSON: counts from far, single assets from near. `box` is west,south,east,north."""
    wanted = FilterForm(request.GET).wanted(request.GET.get("box") or "none")
    if wanted is None or wanted.box is None:
        return JsonResponse({"error": _("Give box=west,south,east,north in degrees.")}, status=400)
    try:
        allow(READING_MAP, caller_of(request))
    except RefusedError as refused:
        return JsonResponse({"error": refused.reason}, status=429)
    return JsonResponse(on_map(standing(wanted), wanted.box[2] - wanted.box[0]))


@everyone
@require_GET
def asset(request: HttpRequest, code: str) -> HttpResponse:
    """What it is, where, all that ever happened to it, and the ways to report something about it."""
    found = asset_named(code)
    if code != found.code:
        return redirect(found)
    ids = reports_about(found)
    told = reports.public(reports.Wanted(numbers=tuple(ids))) if ids else []
    wanted = found.layer.categories
    names = reports.names_of_kinds() if wanted else {}
    at: dict[str, Any] = {"lat": found.lat, "lon": found.lon, "about": found.subject}
    context = {
        "asset": found,
        "underway": [(each, _path(each)) for each in told if each.state != reports.State.CLOSED],
        "ways": [(names[slug], reports.start_path(slug, **at)) for slug in wanted if slug in names],
        "other": reports.start_path(**at),
        "is_cut": len(ids) == TIES_SHOWN,
        "events": _events(found, told, now()),
    }
    return render(request, "assets/asset.html", context)


@everyone
@require_GET
def short(request: HttpRequest, code: str = "") -> HttpResponse:
    """The address on the label: to the asset. Without a code, or with a wrong one, a field to type it in."""
    typed = code or request.GET.get("code", "")[:40]
    if read_code(typed):
        return redirect(asset_named(typed))
    return render(request, "assets/short.html", {"typed": typed}, status=404 if typed else 200)


def _events(found: Asset, told: list[reports.PublicReport], moment: datetime) -> list[Event]:
    """Everything that is public about it, newest first."""
    events = [Event(each.text, each.at, each.question) for each in history_of(found.subject)]
    events += [Event(_("It became known here."), found.known_since)]
    events += [Event(_("The newest list no longer has it."), found.gone_at)] if found.gone_at else []
    for each in told:
        note = f"{reports.status_words(each)}\n{_days(each, moment)}"
        events.append(Event(f"{each.kind_name} ({each.number})", each.opened_at, "saw", note, _path(each)))
    return sorted(events, key=lambda event: event.at, reverse=True)


def _days(report: reports.PublicReport, moment: datetime) -> str:
    days = ((report.closed_at or moment) - report.opened_at).days
    if report.closed_at:
        return ngettext("Closed after %(days)s day", "Closed after %(days)s days", days) % {"days": days}
    return ngettext("Open for %(days)s day", "Open for %(days)s days", days) % {"days": days}


def _path(report: reports.PublicReport) -> str:
    return path_of(f"reports.report:{report.number.replace('-', '').lower()}")
