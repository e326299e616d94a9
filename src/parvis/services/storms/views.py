"""What gives the city more time: for everybody, beside a report, and the office's page on which it is declared."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.journal.sentences import path_of
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, officials
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.services.storms import queries
from parvis.services.storms.actions import declare, drafted, end
from parvis.services.storms.forms import EndForm, StormForm
from parvis.services.storms.policies import may_declare


@everyone
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What gives the city more time today, and what did before."""
    return render(request, "storms/overview.html", {"rows": queries.shown(queries.storms()[:50])})


@everyone
@require_GET
def storm(request: HttpRequest, public_id: str) -> HttpResponse:
    """What happened, what takes longer, why, and how many promises were kept because of it."""
    (row,) = queries.shown([queries.storm_named(public_id)])
    return render(request, "storms/storm.html", {"row": row})


@officials
@require_http_methods(["GET", "POST"])
def office(request: MemberRequest) -> HttpResponse:
    """Declare one: first look at how many promises would get more time, then decide."""
    allowed = may_declare(request.user)
    form = StormForm(request.POST or None)
    if form.is_bound:
        require(allowed)
    would = None
    if form.is_bound and form.is_valid():
        try:
            if request.POST.get("do") == "declare":
                found = declare(request.user, form.wish(), form.cleaned_data["key"])
                messages.success(request, _("Decided. Every report that it is about says so."))
                return redirect(found)
            would = queries.would_widen(drafted(form.wish()))
        except RefusedError as refused:
            form.add_error(None, refused.reason)
    context = {
        "form": form,
        "refusal": "" if allowed else allowed.reason,
        "would": would,
        "running": queries.under_way(),
    }
    return render(request, "storms/office/declare.html", context, status=422 if form.errors else 200)


@officials
@require_http_methods(["GET", "POST"])
def ending(request: MemberRequest, public_id: str) -> HttpResponse:
    """End one before its time, with a reason."""
    require(may_declare(request.user))
    found = queries.storm_named(public_id)
    form = EndForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            end(public_id, request.user, form.cleaned_data["reason"])
        except RefusedError as refused:
            form.add_error("reason", refused.reason)
        else:
            messages.success(request, _("Ended. What got more time keeps it."))
            return redirect(found)
    context = {"form": form, "storm": found}
    return render(request, "storms/office/end.html", context, status=422 if form.errors else 200)


def of_promise(request: HttpRequest, subjects: str) -> str:
    """Beside a promise that got more time: where that was decided. It asks the database nothing."""
    paths = [path_of(each) for each in subjects.split()]
    return render_to_string("storms/of_promise.html", {"paths": paths}, request)


def on_the_way(request: HttpRequest, _subject: str = "") -> str:
    """Where somebody begins a report or looks at the list: what takes longer these days."""
    found = queries.under_way()
    return render_to_string("storms/under_way.html", {"storms": found}, request) if found else ""
