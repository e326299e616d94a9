"""The offices for everybody, and the office's pages on which they are founded, staffed and given hours."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.people.models import Membership, Organisation
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.access import everyone, officials
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, Verdict, require
from parvis.kernel.promises.models import Calendar
from parvis.kernel.replicas.reading import reads_from_replica
from parvis.services.offices import actions, policies, queries
from parvis.services.offices.forms import ROLES, HoursForm, OfficeForm, ReasonForm, RoleForm


@everyone
@require_GET
@reads_from_replica
def everybodys(request: HttpRequest) -> HttpResponse:
    """Which offices there are, and the hours by which their promises are counted."""
    return render(
        request, "offices/all.html", {"city": queries.told_city(), "rows": queries.told(queries.offices())}
    )


@officials
@require_GET
def all_offices(request: MemberRequest) -> HttpResponse:
    """Every office with how many work there."""
    context = {"offices": queries.offices_with_people(), "may_found": bool(policies.may_found(request.user))}
    return render(request, "offices/office/all.html", context)


@officials
@require_http_methods(["GET", "POST"])
def founding(request: MemberRequest) -> HttpResponse:
    """Found an office, or name a partner."""
    form = OfficeForm(None, request.POST or None)
    made = _done(
        request,
        form,
        policies.may_found(request.user),
        lambda: actions.found(request.user, form.wish(), form.cleaned_data["reason"]),
    )
    if made:
        messages.success(request, _("Founded. Give somebody a role there next."))
        return redirect("office-offices:office", made.slug)
    return _page(request, "offices/office/form.html", form, {"office": None})


@officials
@require_http_methods(["GET", "POST"])
def office(request: MemberRequest, slug: str) -> HttpResponse:
    """One office: who works there, when; and giving somebody a role."""
    found = queries.office_named(slug)
    form = RoleForm(request.POST or None)
    allowed = policies.may_lead(request.user, found)

    def give() -> Membership:
        given = form.cleaned_data
        return actions.give_role(request.user, slug, given["email"], Role(given["role"]), given["reason"])

    if _done(request, form, allowed, give):
        messages.success(request, _("They have the role from now on, and are told."))
        return redirect("office-offices:office", slug)
    (row,) = queries.told([found])
    context = {
        "row": row,
        "people": [(each, ROLES[Role(each.role)]) for each in queries.people_of(found)],
        "may_lead": bool(allowed),
        "may_set_hours": bool(policies.may_set_hours(request.user, found)),
        "refusal": "" if allowed else allowed.reason,
    }
    return _page(request, "offices/office/office.html", form, context)


@officials
@require_http_methods(["GET", "POST"])
def changing(request: MemberRequest, slug: str) -> HttpResponse:
    """What it is called, where it is written to, to what it belongs."""
    found = queries.office_named(slug)
    form = OfficeForm(found, request.POST or None)

    def change() -> Organisation:
        return actions.change(request.user, slug, form.wish(), form.cleaned_data["reason"])

    if _done(request, form, policies.may_lead(request.user, found), change):
        messages.success(request, _("Changed. Everyone can read that in the register."))
        return redirect("office-offices:office", slug)
    return _page(request, "offices/office/form.html", form, {"office": found})


@officials
@require_http_methods(["GET", "POST"])
def taking(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """Take somebody's role, with a reason."""
    found = queries.office_named(slug)
    held = queries.people_of(found).filter(pk=number).first()
    if held is None:
        raise AbsentError
    form = ReasonForm(request.POST or None)

    def take() -> Organisation:
        return actions.take_role(request.user, slug, number, form.cleaned_data["reason"])

    if _done(request, form, policies.may_dismiss(request.user, held), take):
        messages.success(request, _("They have no role here any more, and are told."))
        return redirect("office-offices:office", slug)
    context = {"office": found, "held": held, "role": ROLES[Role(held.role)]}
    return _page(request, "offices/office/take.html", form, context)


@officials
@require_http_methods(["GET", "POST"])
def hours(request: MemberRequest, slug: str) -> HttpResponse:
    """When an office works."""
    return _hours(request, queries.office_named(slug))


@officials
@require_http_methods(["GET", "POST"])
def city_hours(request: MemberRequest) -> HttpResponse:
    """When the city works, where an office has no hours of its own."""
    return _hours(request, None)


def _hours(request: MemberRequest, found: Organisation | None) -> HttpResponse:
    form = HoursForm(queries.calendar_of(found) or queries.calendar_of(None), request.POST or None)

    def set_them() -> Calendar:
        return actions.set_hours(request.user, found, form.hours(), form.cleaned_data["reason"])

    if _done(request, form, policies.may_set_hours(request.user, found), set_them):
        messages.success(request, _("Changed. What is promised from now on is counted by these hours."))
        return redirect("office-offices:office", found.slug) if found else redirect("office-offices:all")
    return _page(request, "offices/office/hours.html", form, {"office": found})


def _done[Made](
    request: MemberRequest, form: forms.Form, allowed: Verdict, do: Callable[[], Made]
) -> Made | None:
    """What came of it where it was sent and done; what was refused stands in the form, with all that was typed."""
    if request.method == "POST":
        require(allowed)
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        return do()
    except RefusedError as refused:
        form.add_error(None, refused.reason)
        return None


def _page(request: MemberRequest, template: str, form: forms.Form, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, {**context, "form": form}, status=422 if form.errors else 200)
