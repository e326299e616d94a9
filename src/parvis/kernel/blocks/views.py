"""Whom I keep at a distance, and the page on which I do."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.kernel.blocks.actions import end, keep_off
from parvis.kernel.blocks.forms import ChoiceForm
from parvis.kernel.blocks.policies import may_keep_off
from parvis.kernel.blocks.queries import is_nameless_at, kept_by, shown
from parvis.kernel.blocks.registry import written_for
from parvis.kernel.blocks.rules import Kind
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import members
from parvis.kernel.permissions.verdict import RefusedError

SHOWN_AT_ONCE = 30


@members
@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """Whom I blocked or muted, since when; one tap ends it."""
    page = Paginator(kept_by(request.user), SHOWN_AT_ONCE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": shown(list(page.object_list))}
    return render(request, "blocks/mine.html", context)


@members
@require_http_methods(["GET", "POST"])
def choose(request: MemberRequest, subject: str) -> HttpResponse:
    """Block or mute whoever wrote something: what it does, and what it does not."""
    written = written_for(request.user, subject)
    allowed = may_keep_off(request.user, written)
    form = ChoiceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            row = keep_off(request.user, subject, form.cleaned_data["choice"])
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            said = (
                _("Blocked. They are not told.")
                if row.kind == Kind.BLOCK
                else _("Muted. They notice nothing.")
            )
            messages.success(request, said)
            return redirect("blocks:mine")
    context = {
        "written": written,
        "form": form,
        "refusal": "" if allowed else allowed.reason,
        "is_nameless": is_nameless_at(request.user, written),
    }
    return render(request, "blocks/choose.html", context, status=422 if form.errors else 200)


@members
@require_POST
def undo(request: MemberRequest, number: int) -> HttpResponse:
    """They are near again."""
    end(request.user, number)
    messages.success(request, _("Ended. They are not told."))
    return redirect("blocks:mine")
