"""How the city knows me; and the counter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.kernel.assurance.actions import confirm_at_counter, revoke, uphold
from parvis.kernel.assurance.forms import ConfirmForm, FindForm, RevokeForm
from parvis.kernel.assurance.policies import may_confirm, may_look, may_revoke
from parvis.kernel.assurance.queries import doubted, person_named, register_of, residence_named
from parvis.kernel.assurance.registry import paths_for, ties_for
from parvis.kernel.looks.contracts import Shown, note
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import members, officials
from parvis.kernel.permissions.verdict import RefusedError, require


@members
@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """What the city knows, by which way and until when; and the ways to become known."""
    context = {"rows": list(register_of(request.user)), "paths": paths_for(request.user)}
    return render(request, "assurance/mine.html", context)


@officials
@require_http_methods(["GET", "POST"])
def counter(request: MemberRequest) -> HttpResponse:
    """Find who stands before the counter; below, what must be looked at again."""
    allowed = may_look(request.user)
    form = FindForm(request.POST or None)
    if form.is_bound:
        require(allowed)
    if form.is_bound and form.is_valid():
        return redirect("office-assurance:person", form.cleaned_data["words"].public_id)
    refusal = "" if allowed else allowed.reason
    context = {"form": form, "refusal": refusal, "doubted": list(doubted()[:50]) if allowed else []}
    return render(request, "assurance/office/counter.html", context, status=422 if form.errors else 200)


@officials
@require_http_methods(["GET", "POST"])
def person(request: MemberRequest, public_id: str) -> HttpResponse:
    """One person: what stands, with whom it hangs together, and the form of what was seen."""
    require(may_look(request.user))
    found = person_named(public_id)
    note(request.user, "assurance.person", [Shown(found.pk)])
    allowed = may_confirm(request.user, found)
    form = ConfirmForm(request.POST or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        confirm_at_counter(request.user, public_id, given["seen"], given["area"], given["key"])
        messages.success(request, _("Confirmed. We told them."))
        return redirect("office-assurance:person", public_id)
    context = {
        "found": found,
        "rows": list(register_of(found)),
        "ties": ties_for(found),
        "form": form,
        "refusal": "" if allowed else allowed.reason,
        "may_revoke": bool(may_revoke(request.user, found)),
    }
    return render(request, "assurance/office/person.html", context, status=422 if form.errors else 200)


@officials
@require_http_methods(["GET", "POST"])
def take_back(request: MemberRequest, public_id: str) -> HttpResponse:
    """Revoke one confirmation, with a reason."""
    residence = residence_named(public_id)
    require(may_revoke(request.user, residence.person))
    form = RevokeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            revoke(public_id, request.user, given["reason"], false=given["false"])
        except RefusedError as refused:
            form.add_error("reason", refused.reason)
        else:
            return _done(request, residence.person.public_id, _("Taken back. We told them why."))
    context = {"form": form, "residence": residence}
    return render(request, "assurance/office/revoke.html", context, status=422 if form.errors else 200)


@officials
@require_POST
def look_again(request: MemberRequest, public_id: str) -> HttpResponse:
    """The desk looked again: it stands."""
    residence = uphold(public_id, request.user)
    return _done(request, residence.person.public_id, _("It stands."))


def _done(request: HttpRequest, public_id: str, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("office-assurance:person", public_id)
