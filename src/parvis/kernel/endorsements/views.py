"""What the city checked about me; and the office's side."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.kernel.assurance.forms import FindForm
from parvis.kernel.assurance.queries import person_named
from parvis.kernel.endorsements.actions import close_kind, endorse, open_kind, revoke, show
from parvis.kernel.endorsements.forms import GiveForm, KindForm, ReasonForm
from parvis.kernel.endorsements.policies import may_arrange, may_find, may_give, may_revoke
from parvis.kernel.endorsements.queries import endorsement_named, kind_named, kinds, standing_of
from parvis.kernel.looks.contracts import Shown, note
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import members, officials
from parvis.kernel.permissions.verdict import RefusedError, require


@members
@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """What stands, and what of it others see."""
    return render(request, "endorsements/mine.html", {"rows": list(standing_of(request.user))})


@members
@require_POST
def choose(request: MemberRequest, public_id: str) -> HttpResponse:
    """Show one to others, or to nobody."""
    show(request.user, public_id, shown=request.POST.get("shown") == "1")
    messages.success(request, _("Saved."))
    return redirect("endorsements:mine")


@officials
@require_http_methods(["GET", "POST"])
def office(request: MemberRequest) -> HttpResponse:
    """Find somebody; below, what the city checks."""
    checked = list(kinds())
    allowed = may_find(request.user, checked)
    form = FindForm(request.POST or None)
    if form.is_bound:
        require(allowed)
    if form.is_bound and form.is_valid():
        found = form.cleaned_data["words"]
        note(request.user, "endorsements.person", [Shown(found.pk)])
        return redirect("office-endorsements:person", found.public_id)
    context = {
        "form": form if allowed else None,
        "kinds": checked,
        "may_arrange": bool(may_arrange(request.user)),
    }
    return render(request, "endorsements/office/kinds.html", context, status=422 if form.errors else 200)


@officials
@require_http_methods(["GET", "POST"])
def person(request: MemberRequest, public_id: str) -> HttpResponse:
    """Say what was checked about somebody, as far as this is one's own to say."""
    found = person_named(public_id)
    own = [each for each in kinds() if may_give(request.user, each, found)]
    if not own:
        raise RefusedError(_("Your role gives no endorsement to this person."))
    note(request.user, "endorsements.person", [Shown(found.pk)])
    form = GiveForm(own, request.POST or None)
    if form.is_bound and form.is_valid():
        endorse(request.user, found, form.cleaned_data["kind"])
        messages.success(request, _("Written down. We told them."))
        return redirect("office-endorsements:person", public_id)
    rows = [each for each in standing_of(found) if may_revoke(request.user, each.kind, found)]
    context = {"form": form, "found": found, "rows": rows}
    return render(request, "endorsements/office/person.html", context, status=422 if form.errors else 200)


@officials
@require_http_methods(["GET", "POST"])
def take_back(request: MemberRequest, public_id: str) -> HttpResponse:
    """Revoke one, with a reason."""
    row = endorsement_named(public_id)
    require(may_revoke(request.user, row.kind, row.person))
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            revoke(public_id, request.user, form.cleaned_data["reason"])
        except RefusedError as refused:
            form.add_error("reason", refused.reason)
        else:
            messages.success(request, _("Taken back. We told them why."))
            return redirect("office-endorsements:kinds")
    context = {"form": form, "title": row.kind.name}
    return render(request, "endorsements/office/reason.html", context, status=422 if form.errors else 200)


@officials
@require_http_methods(["GET", "POST"])
def new_kind(request: MemberRequest) -> HttpResponse:
    """Something more that the city checks."""
    allowed = may_arrange(request.user)
    form = KindForm(request.POST or None)
    if form.is_bound:
        require(allowed)
    if form.is_bound and form.is_valid():
        try:
            open_kind(request.user, form.wish(), form.cleaned_data["reason"])
        except RefusedError as refused:
            form.add_error("reason", refused.reason)
        else:
            return _decided(request)
    context = {"form": form, "refusal": "" if allowed else allowed.reason}
    return render(request, "endorsements/office/new.html", context, status=422 if form.errors else 200)


@officials
@require_http_methods(["GET", "POST"])
def end_kind(request: MemberRequest, slug: str) -> HttpResponse:
    """The city checks this no more."""
    kind = kind_named(slug)
    require(may_arrange(request.user))
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            close_kind(slug, request.user, form.cleaned_data["reason"])
        except RefusedError as refused:
            form.add_error("reason", refused.reason)
        else:
            return _decided(request)
    context = {"form": form, "title": kind.name}
    return render(request, "endorsements/office/reason.html", context, status=422 if form.errors else 200)


def _decided(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Decided. It stands in the public register."))
    return redirect("office-endorsements:kinds")
