"""The nudges of the city, for everybody, and the office's page on which one is set."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.nudges import queries
from parvis.kernel.nudges.actions import set_nudge
from parvis.kernel.nudges.forms import SettingForm
from parvis.kernel.nudges.policies import may_set
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, officials
from parvis.kernel.permissions.verdict import RefusedError, require


@everyone
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Each nudge: what it does, whether it is on, and what it changed."""
    may = bool(may_set(request.user))
    return render(request, "nudges/overview.html", {"rows": queries.all_shown(), "may_set": may})


@officials
@require_http_methods(["GET", "POST"])
def setting(request: MemberRequest, name: str) -> HttpResponse:
    """Switch one, or leave some people out by lot."""
    require(may_set(request.user))
    nudge, known = queries.nudge_named(name), queries.setting_of(name)
    form = SettingForm(request.POST or None, initial={"is_on": known.is_on, "holdout": known.holdout})
    if form.is_bound and form.is_valid():
        try:
            set_nudge(name, request.user, **form.cleaned_data)
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("Decided in public. A new count begins."))
            return redirect("nudges:overview")
    context = {"form": form, "nudge": nudge}
    return render(request, "nudges/setting.html", context, status=422 if form.errors else 200)
