"""Where officials begin a service, compose it, look at it as a resident, and bring it to its next stage."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.catalogue import actions
from parvis.kernel.catalogue.models import Service
from parvis.kernel.catalogue.policies import may_change
from parvis.kernel.catalogue.queries import lines, service_named, warnings, ways_on
from parvis.kernel.catalogue.queries import services as every_service
from parvis.kernel.catalogue.rules import Stage
from parvis.kernel.control.models import Act, Proposal
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import officials
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.sheets.rules import Sheet
from parvis.services.composer import queries
from parvis.services.composer.forms import BeginForm, ComposeForm, MoveForm, offices_of

SAVED = "office-services:service"


@officials
@require_GET
def overview(request: MemberRequest) -> HttpResponse:
    """Every service with its stage; those of one's own offices first."""
    mine = {each.pk for each in offices_of(request.user)}
    rows = sorted(every_service(), key=lambda each: each.steward_id not in mine)
    return render(request, "composer/office/overview.html", {"rows": rows, "may_begin": bool(mine)})


@officials
@require_http_methods(["GET", "POST"])
def begin(request: MemberRequest) -> HttpResponse:
    """Choose a module, a place and an office; the draft is composed on the next page."""
    form = BeginForm(request.user, request.POST or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        draft = actions.Draft(given["steward"], None, Sheet())
        try:
            made = actions.compose(given["module"], given["area"], draft, request.user)
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            return redirect("office-services:compose", made.pk)
    return render(request, "composer/office/begin.html", {"form": form}, status=422 if form.errors else 200)


@officials
@require_http_methods(["GET", "POST"])
def compose(request: MemberRequest, number: int) -> HttpResponse:
    """The whole sheet of a service, saved at any time, complete or not."""
    found = service_named(number)
    require(may_change(request.user, found))
    form = ComposeForm(found, request.user, request.POST or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            actions.revise(
                number, form.draft(), request.user, revision=given["revision"], reason=given.get("reason", "")
            )
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("Saved."))
            return redirect(SAVED, number)
    context = {"form": form, "service": found}
    return render(request, "composer/office/compose.html", context, status=422 if form.errors else 200)


@officials
@require_GET
def preview(request: MemberRequest, number: int) -> HttpResponse:
    """The page as residents would see it."""
    found = service_named(number)
    require(may_change(request.user, found))
    return render(request, "composer/service.html", {"shown": queries.shown(found), "is_preview": True})


@officials
@require_http_methods(["GET", "POST"])
def one(request: MemberRequest, number: int) -> HttpResponse:
    """Where a service stands, what is open on the list of checks, and the stages that may follow."""
    found = service_named(number)
    refusal = "" if (verdict := may_change(request.user, found)) else verdict.reason
    asked = Stage(request.POST["stage"]) if request.POST.get("stage") in set(Stage) else None
    form = MoveForm(asked, request.POST) if asked else None
    if request.POST.get("do") == "discard":
        actions.discard(number, request.user)
        messages.success(request, _("The draft is gone. Nobody else had seen it."))
        return redirect("office-services:overview")
    if asked and form is not None and form.is_valid():
        try:
            done = actions.move(number, form.step(), request.user)
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            return _moved(request, done)
    return _one(request, found, refusal, form)


def _one(request: MemberRequest, found: Service, refusal: str, bound: MoveForm | None) -> HttpResponse:
    ways = [
        (
            stage.value,
            Service.Stage(stage).label,
            left,
            bound if bound and bound.stage is stage else MoveForm(stage, auto_id=f"{stage}_%s"),
        )
        for stage, left in ways_on(found)
    ]
    copies = every_service().filter(copied_from=found)
    context = {
        "service": found,
        "refusal": refusal,
        "lines": lines(found, Stage.OPEN),
        "warnings": warnings(found, Stage.OPEN) if found.stage != Stage.CLOSED else [],
        "ways": ways,
        "others": [each for each in (found.copied_from, *copies) if each is not None],
        "is_draft": found.stage == Stage.DRAFT,
    }
    failed = bound is not None and bool(bound.errors)
    return render(request, "composer/office/service.html", context, status=422 if failed else 200)


def _moved(request: MemberRequest, done: Act | Proposal) -> HttpResponse:
    if isinstance(done, Proposal):
        messages.success(request, _("Proposed. It counts when a second official signs it."))
        return redirect("office-decisions:proposal", done.public_id)
    messages.success(request, _("Decided. Everyone can read it in the register."))
    return redirect(done)
