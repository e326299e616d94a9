"""Pages of kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.absences.actions import end, send_away
from parvis.kernel.absences.models import Absence
from parvis.kernel.absences.queries import standing
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, officials
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.replicas.reading import reads_from_replica
from parvis.services.kept import queries
from parvis.services.kept.forms import AwayForm, BackForm, RulesForm


@everyone
@require_GET
@reads_from_replica
def promises(request: HttpRequest) -> HttpResponse:
    """Service by service and month by month, and who is away."""
    context = {"services": queries.kept_by_service(), "away": standing(), "months": queries.MONTHS_SHOWN}
    return render(request, "kept/promises.html", context)


@officials
@require_GET
def replay(request: MemberRequest) -> HttpResponse:
    """What other rules would have meant for the promises of the last month."""
    services = queries.promising()
    form = RulesForm(services, request.GET or None)
    found = queries.play_again(form.cleaned_data["service"], form.rules()) if form.is_valid() else None
    context = {"form": form, "found": found, "days": queries.DAYS_PLAYED, "services": services}
    return render(request, "kept/office/replay.html", context, status=422 if form.errors else 200)


@officials
@require_http_methods(["GET", "POST"])
def away(request: MemberRequest) -> HttpResponse:
    """Say that an office does not answer for some days, or that it does again."""
    offices = queries.offices_sending_away(request.user)
    back = request.POST.get("back", "")
    form = AwayForm(offices, request.POST if request.method == "POST" and not back else None)
    ending = BackForm(request.POST if back else None, auto_id=f"back{back}_%s")
    bound = ending if back else form
    if bound.is_bound and bound.is_valid():
        given = bound.cleaned_data
        try:
            if back:
                end(int(back) if back.isdecimal() else 0, given["reason"], request.user)
            else:
                send_away(given["office"], given["first"], given["last"], given["reason"], request.user)
        except RefusedError as refused:
            bound.add_error(None, refused.reason)
        else:
            messages.success(request, _("Decided. Everyone can read it in the register."))
            return redirect("office-kept:away")
    mine = {each.pk for each in offices}
    rows = [(each, _ending(each, ending if back == str(each.pk) else None, mine)) for each in standing()]
    context = {"form": form, "rows": rows, "may": bool(offices)}
    return render(request, "kept/office/away.html", context, status=422 if bound.errors else 200)


def _ending(absence: Absence, bound: BackForm | None, mine: set[int]) -> BackForm | None:
    """The form that ends an absence, each with its own names on the page; None for other people's offices."""
    return (bound or BackForm(auto_id=f"back{absence.pk}_%s")) if absence.office_id in mine else None
