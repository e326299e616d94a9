"""What the city promises: a page for everybody, and the office's pages on which that is changed."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, officials
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.replicas.reading import reads_from_replica
from parvis.services.reports.contracts import names_of_kinds
from parvis.services.targets import queries
from parvis.services.targets.actions import decide, drop, propose
from parvis.services.targets.forms import DecideForm, TargetForm
from parvis.services.targets.models import Change
from parvis.services.targets.policies import may_decide
from parvis.services.targets.queries import Preview
from parvis.services.targets.rules import DAYS_LOOKED_AT, Share


@everyone
@require_GET
@reads_from_replica
def overview(request: HttpRequest) -> HttpResponse:
    """What is promised for each category, and what was decided about that."""
    context = {"targets": queries.targets(), "decided": _named(queries.decided()[:20])}
    return render(request, "targets/overview.html", context)


@everyone
@require_GET
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was decided, why, and what it would have meant."""
    found = queries.change_named(public_id, is_decided=True)
    meant = found.meant
    after = Share(*meant["after"]) if meant["after"] else None
    seen = Preview(meant["looked_at"], Share(*meant["before"]), after)
    return render(request, "targets/change.html", _told(found, seen))


@officials
@require_http_methods(["GET", "POST"])
def office(request: MemberRequest) -> HttpResponse:
    """Propose another target; what waits to be decided."""
    allowed = may_decide(request.user)
    form = TargetForm(request.POST or None)
    if form.is_bound:
        require(allowed)
    if form.is_valid():
        try:
            made = propose(request.user, form.cleaned_data["category"], form.cleaned_data["days"])
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            return redirect("office-targets:preview", made.public_id)
    context = {
        "refusal": "" if allowed else allowed.reason,
        "form": form,
        "proposed": _named(queries.proposed()) if allowed else (),
    }
    return render(request, "targets/office.html", context, status=422 if form.errors else 200)


@officials
@require_http_methods(["GET", "POST"])
def preview(request: MemberRequest, public_id: str) -> HttpResponse:
    """What a proposal would have meant; decide it with a reason, or take it back."""
    require(may_decide(request.user))
    found = queries.change_named(public_id)
    if found.decided_at:
        return redirect(found)
    form = DecideForm(request.POST or None)
    if request.POST.get("drop"):
        drop(found.pk, request.user)
        messages.success(request, _("Taken back. Nothing has changed."))
        return redirect("office-targets:office")
    if form.is_bound and form.is_valid():
        try:
            decide(found.pk, request.user, form.cleaned_data["reason"])
        except RefusedError as refused:
            form.add_error("reason", refused.reason)
        else:
            messages.success(request, _("Decided. It counts for what is reported from now on."))
            return redirect(found)
    context = {"form": form, **_told(found, queries.preview(found))}
    return render(request, "targets/preview.html", context, status=422 if form.errors else 200)


def _named(changes: Iterable[Change]) -> list[tuple[Change, str]]:
    names = names_of_kinds()
    return [(each, names.get(each.category, each.category)) for each in changes]


def _told(found: Change, seen: Preview) -> dict[str, object]:
    ((_change, name),) = _named([found])
    return {"change": found, "name": name, "seen": seen, "days_looked_at": DAYS_LOOKED_AT}
