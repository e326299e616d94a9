"""Calls: for everybody, on the square, and the office's pages on which they are made and answered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.clock import now
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, officials
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.places.queries import neighbourhoods
from parvis.kernel.promises.queries import promise_of
from parvis.services.calls import queries
from parvis.services.calls.actions import answer, make
from parvis.services.calls.forms import CallForm, ReplyForm
from parvis.services.calls.policies import may_call


@everyone
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What the city's leaders call for, and what came of it."""
    return render(request, "calls/overview.html", {"calls": queries.calls()[:50]})


@everyone
@require_GET
def call(request: HttpRequest, public_id: str) -> HttpResponse:
    """One call: the words, how far it is, by when it is answered or what the answer was."""
    found = queries.call_named(public_id)
    names, promise = queries.countable(), promise_of(found.subject)
    context = {
        "call": found,
        "place": neighbourhoods().get(found.area) if found.area else None,
        "counts": [names.get(each, each) for each in found.modules],
        "promise": promise,
        "outcome": str(promise.outcome(now())) if promise else "",
    }
    return render(request, "calls/call.html", context)


@officials
@require_http_methods(["GET", "POST"])
def office(request: MemberRequest) -> HttpResponse:
    """Make one, and see which wait for an answer."""
    allowed = may_call(request.user)
    form = CallForm(request.POST or None)
    if form.is_bound:
        require(allowed)
        if form.is_valid():
            try:
                found = make(request.user, form.wish(), form.cleaned_data["key"])
            except RefusedError as refused:
                form.add_error(None, refused.reason)
            else:
                messages.success(request, _("The call is out. People are invited to it."))
                return redirect(found)
    context = {
        "form": form,
        "refusal": "" if allowed else allowed.reason,
        "waiting": queries.unanswered(),
    }
    return render(request, "calls/office/make.html", context, status=422 if form.errors else 200)


@officials
@require_http_methods(["GET", "POST"])
def reply(request: MemberRequest, public_id: str) -> HttpResponse:
    """Answer one."""
    require(may_call(request.user))
    found = queries.call_named(public_id)
    form = ReplyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            answer(public_id, request.user, form.cleaned_data["words"])
        except RefusedError as refused:
            form.add_error("words", refused.reason)
        else:
            messages.success(request, _("Answered. Whoever took part is told."))
            return redirect(found)
    context = {"form": form, "call": found}
    return render(request, "calls/office/reply.html", context, status=422 if form.errors else 200)


def on_the_square(request: HttpRequest, subject: str) -> str:
    """On the front page and on the page of a neighbourhood (its slug after the colon): what runs there."""
    found = queries.running(subject.partition(":")[2])[:3]
    return render_to_string("calls/on_the_square.html", {"calls": found}, request) if found else ""
