"""Who is responsible: a page for everybody, and the office's pages on which that is changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, officials
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.services.reports.contracts import Rule, in_words
from parvis.services.routing import queries
from parvis.services.routing.actions import decide, drop, propose_boundaries, propose_line
from parvis.services.routing.forms import BoundariesForm, DecideForm, LineForm, TryForm
from parvis.services.routing.models import Change
from parvis.services.routing.policies import may_decide
from parvis.services.routing.rules import DAYS_LOOKED_AT, Move


@everyone
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The table, what was decided about it, and which office has a category at a place, by which line."""
    form, table = TryForm(request.GET or None), queries.table()
    tried = _tried(form, table) if request.GET and form.is_valid() else None
    words = in_words([*(tried.lines if tried else ()), *table])
    first = len(words) - len(table)
    context = {
        "form": form,
        "areas": tried.areas if tried else [],
        "tried": tried,
        "lines": words[:first],
        "table": words[first:],
        "decided": queries.decided()[:20],
    }
    return render(request, "routing/overview.html", context)


@everyone
@require_GET
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was decided, why, and what it would have moved."""
    found = get_object_or_404(Change, public_id=public_id, decided_at__isnull=False)
    moved = queries.between_offices(Move(*each) for each in found.moved)
    return render(request, "routing/change.html", {"change": found, "offices": moved, **_told(found)})


@officials
@require_http_methods(["GET", "POST"])
def office(request: MemberRequest) -> HttpResponse:
    """Propose a line of the table or other boundaries; what waits to be decided."""
    allowed = may_decide(request.user)
    which = request.POST.get("which", "")
    line = LineForm(request.POST if which == "line" else None)
    boundaries = BoundariesForm(request.POST, request.FILES) if which == "boundaries" else BoundariesForm()
    form = boundaries if which == "boundaries" else line
    if form.is_bound:
        require(allowed)
    if form.is_valid():
        try:
            made = _propose(request.user, form)
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            return redirect("office-routing:preview", made.public_id)
    context = {
        "refusal": "" if allowed else allowed.reason,
        "line": line,
        "boundaries": boundaries,
        "proposed": queries.proposed() if allowed else (),
    }
    return render(request, "routing/office.html", context, status=422 if form.errors else 200)


@officials
@require_http_methods(["GET", "POST"])
def preview(request: MemberRequest, public_id: str) -> HttpResponse:
    """What a proposal would have moved; decide it with a reason, or take it back."""
    require(may_decide(request.user))
    found = get_object_or_404(Change, public_id=public_id)
    if found.decided_at:
        return redirect(found)
    form = DecideForm(request.POST or None)
    if request.POST.get("drop"):
        drop(found.pk, request.user)
        messages.success(request, _("Taken back. Nothing has changed."))
        return redirect("office-routing:office")
    if form.is_bound and form.is_valid():
        try:
            decide(found.pk, request.user, form.cleaned_data["reason"])
        except RefusedError as refused:
            form.add_error("reason", refused.reason)
        else:
            messages.success(request, _("Decided. It counts for what is reported from then on."))
            return redirect(found)
    seen = queries.preview(found)
    context = {
        "change": found,
        "form": form,
        "offices": queries.between_offices(seen.offices),
        "areas": queries.between_areas(seen.areas),
        "looked_at": seen.looked_at,
        **_told(found, seen.replaced),
    }
    return render(request, "routing/preview.html", context, status=422 if form.errors else 200)


def _propose(by: Any, form: LineForm | BoundariesForm) -> Change:
    if isinstance(form, LineForm):
        return propose_line(by, form.line(), gone=form.is_gone)
    return propose_boundaries(by, form.cleaned_data["file"], form.cleaned_data["valid_from"])


def _tried(form: TryForm, table: list[Rule]) -> queries.Tried:
    spot = form.cleaned_data["spot"]
    return queries.tried(table, spot.latitude, spot.longitude, form.cleaned_data["category"])


def _told(found: Change, replaced: Rule | None = None) -> dict[str, Any]:
    """What a change is about, in words; with the line that it would replace."""
    told: dict[str, Any] = {"days": DAYS_LOOKED_AT}
    if found.kind == Change.Kind.BOUNDARIES:
        return {**told, "names": queries.names_in(found)}
    line, *before = in_words([queries.line_of(found), *([replaced] if replaced else [])])
    return {**told, "line": line, "before": before[0].office if before else ""}
