"""For managers: the promises and the load of one office."""

from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from parvis.kernel.clock import now
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import officials
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.services.figures.policies import may_see_figures
from parvis.services.figures.queries import figures_of
from parvis.services.reports.contracts import offices_of

SPANS = (30, 90, 365)


@officials
@require_GET
def show(request: MemberRequest) -> HttpResponse:
    """Promises kept by category and area, load and age of one office."""
    offices = offices_of(request.user)
    office = next(
        (each for each in offices if each.slug == request.GET.get("office")), offices[0] if offices else None
    )
    if office is None:
        raise RefusedError(_("You do not work for an office that has figures."))
    require(may_see_figures(request.user, office))
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(span) for span in SPANS} else SPANS[0]
    until = now()
    context = {
        "office": office,
        "offices": offices,
        "days": days,
        "spans": SPANS,
        "figures": figures_of(office, until - timedelta(days=days), until),
    }
    return render(request, "figures/office.html", context)


@officials
@require_GET
def moved(request: MemberRequest) -> HttpResponse:
    """Where the page stood before, among the office's reports."""
    query = request.GET.dict()
    page = reverse("office-figures:office")
    return redirect(f"{page}?{urlencode(query)}" if query else page)
