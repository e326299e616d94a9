"""The office: what is open to neighbours, and what is decided about it."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import officials
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.services.openings import queries
from parvis.services.openings.actions import open_help, set_stage
from parvis.services.openings.forms import OpeningForm, StageForm
from parvis.services.openings.models import Opening
from parvis.services.openings.policies import may_open
from parvis.services.reports.contracts import names_of_kinds


@officials
@require_http_methods(["GET", "POST"])
def overview(request: MemberRequest) -> HttpResponse:
    """What is open, and the form that opens more."""
    verdict = may_open(request.user)
    form = OpeningForm(request.POST or None)
    if form.is_bound:
        require(verdict)
    looks = form.is_valid() and "look" in request.POST
    if form.is_valid() and not looks:
        try:
            made = open_help(request.user, form.wish())
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("Open. This is how neighbours see it."))
            return redirect("office-openings:opening", made.public_id)
    names = names_of_kinds()
    openings = Opening.objects.exclude(stage=Opening.Stage.ENDED)
    context = {
        "openings": [(each, names.get(each.category, each.category)) for each in openings],
        "refusal": "" if verdict else verdict.reason,
        "form": form,
        "preview": queries.Opened(id="", **asdict(form.wish())) if looks else None,
    }
    return render(request, "openings/overview.html", context, status=422 if form.errors else 200)


@officials
@require_http_methods(["GET", "POST"])
def opening(request: MemberRequest, public_id: str) -> HttpResponse:
    """One opening as neighbours see it; pause, end or go on."""
    found = queries.opening_named(public_id)
    verdict = may_open(request.user)
    form = StageForm(request.POST or None, initial={"stage": found.stage})
    if form.is_bound:
        require(verdict)
    if form.is_bound and form.is_valid():
        try:
            set_stage(
                found.pk, request.user, Opening.Stage(form.cleaned_data["stage"]), form.cleaned_data["reason"]
            )
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("Decided. Who took something goes on with it."))
            return redirect("office-openings:overview")
    context = {
        "opening": found,
        "shown": queries.shown(found),
        "name": names_of_kinds().get(found.category, found.category),
        "form": form if verdict and found.stage != Opening.Stage.ENDED else None,
    }
    return render(request, "openings/opening.html", context, status=422 if form.errors else 200)
