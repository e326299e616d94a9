"""Breaches for everybody, and the office's switch."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.breaches.actions import declare, end, measure, note_step
from parvis.kernel.breaches.forms import BreachForm, EndForm, MoreForm, StepForm
from parvis.kernel.breaches.labels import STEPS
from parvis.kernel.breaches.models import Breach
from parvis.kernel.breaches.policies import may_act
from parvis.kernel.breaches.queries import breach_named, breaches
from parvis.kernel.control.models import Act, Proposal
from parvis.kernel.people.models import Organisation
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, officials
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.purposes.affected import titles_of


@everyone
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What got into wrong hands, the newest first."""
    return render(request, "breaches/overview.html", {"breaches": breaches()[:50]})


@everyone
@require_GET
def breach(request: HttpRequest, public_id: str) -> HttpResponse:
    """One: what happened, whose data, what the city did, what people can do, whom they ask."""
    found = breach_named(public_id)
    office = Organisation.objects.filter(slug=settings.CITY.privacy.office).first()
    context = {"breach": found, "titles": titles_of(found.parts), "steps": _steps(found), "officer": office}
    return render(request, "breaches/breach.html", context)


@officials
@require_http_methods(["GET", "POST"])
def office(request: MemberRequest) -> HttpResponse:
    """Declare one, and all that run."""
    allowed = may_act(request.user)
    form = BreachForm(request.POST or None)
    if form.is_bound:
        require(allowed)
        if form.is_valid():
            try:
                done = declare(request.user, form.wish(), form.cleaned_data["key"])
            except RefusedError as refused:
                form.add_error(None, refused.reason)
            else:
                return _onward(request, done)
    context = {
        "form": form,
        "refusal": "" if allowed else allowed.reason,
        "breaches": breaches()[:50],
        "hours": settings.CITY.privacy.hours_to_tell,
    }
    return render(request, "breaches/office/declare.html", context, status=422 if form.errors else 200)


@officials
@require_http_methods(["GET", "POST"])
def one(request: MemberRequest, public_id: str) -> HttpResponse:
    """The clock, the steps, more measures, and the end."""
    require(may_act(request.user))
    found = breach_named(public_id)
    asked = request.POST.get("do", "")
    first = {"sign_ins": "nobody", "closes": found.closes}
    made: dict[str, forms.Form] = {
        "step": StepForm(request.POST if asked == "step" else None, auto_id="step_%s"),
        "measure": MoreForm(request.POST if asked == "measure" else None, auto_id="more_%s", initial=first),
        "end": EndForm(request.POST if asked == "end" else None, auto_id="end_%s"),
    }
    form = made.get(asked)
    if form is not None and form.is_valid():
        try:
            done = _DEEDS[asked](request, public_id, form)
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            return _onward(request, done)
    context = {
        "breach": found,
        "titles": titles_of(found.parts),
        "steps": _steps(found),
        "forms": made,
        "authority": settings.CITY.privacy,
    }
    return render(request, "breaches/office/breach.html", context, status=422 if form is not None else 200)


_DEEDS: dict[str, Callable[[MemberRequest, str, Any], Act | Proposal]] = {
    "step": lambda request, number, form: note_step(
        request.user, number, form.chosen(), form.cleaned_data["words"]
    ),
    "measure": lambda request, number, form: measure(
        request.user, number, form.measures(), form.cleaned_data["reason"]
    ),
    "end": lambda request, number, form: end(request.user, number, form.cleaned_data["reason"]),
}


def _onward(request: MemberRequest, done: Act | Proposal) -> HttpResponse:
    if isinstance(done, Proposal):
        messages.success(request, _("You signed first. It is done when a second official signs."))
        return redirect("office-decisions:proposal", done.public_id)
    messages.success(request, _("Done, and written into the register of decisions."))
    return redirect("office-breaches:one", done.subject.partition(":")[2])


def _steps(found: Breach) -> list[tuple[Any, Any]]:
    """Each step in words, and when it was done."""
    return [(words, found.done_at(step)) for step, words in STEPS.items()]
