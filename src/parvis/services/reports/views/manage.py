"""For managers: figures, flags, what is hidden."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from parvis.kernel.clock import now
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import officials
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.services.reports.policies import may_manage
from parvis.services.reports.queries.figures import figures_of
from parvis.services.reports.queries.find import offices_of

SPANS = (30, 90, 365)


@officials
@require_GET
def figures(request: MemberRequest) -> HttpResponse:
    """Promises kept by category and area, load and age of one office."""
    offices = offices_of(request.user)
    office = next(
        (each for each in offices if each.slug == request.GET.get("office")), offices[0] if offices else None
    )
    if office is None:
        raise RefusedError(_("You do not work for an office that has figures."))
    require(may_manage(request.user, office))
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(span) for span in SPANS} else SPANS[0]
    until = now()
    found = figures_of(office, until - timedelta(days=days), until)
    context = {
        "office": office,
        "offices": offices,
        "days": days,
        "spans": SPANS,
        "figures": found,
        "moment": until,
    }
    return render(request, "reports/office/figures.html", context)
