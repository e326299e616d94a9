"""The office: what readers flagged, one contribution and what can be taken from it."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import officials
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.trust.models import Decision
from parvis.kernel.trust.queries import original_of
from parvis.kernel.trust.things import Thing, thing_at
from parvis.services.moderation import queries
from parvis.services.moderation.actions import give_back, let_stay, take_away
from parvis.services.moderation.forms import TakeForm
from parvis.services.moderation.policies import may_take_away
from parvis.services.moderation.views.shown import note_unseen, taken_words


@officials
@require_GET
def overview(request: MemberRequest) -> HttpResponse:
    """What readers flagged, the longest waiting first."""
    flagged = queries.flagged_for(request.user)
    note_unseen(request.user, [each.thing for each in flagged])
    context = {"flagged": flagged}
    return render(request, "moderation/office/overview.html", context)


@officials
@require_http_methods(["GET", "POST"])
def thing(request: MemberRequest, subject: str) -> HttpResponse:
    """One contribution: what readers say, what was decided, and what shall be taken away."""
    found = thing_at(subject)
    require(may_take_away(request.user, found))
    form = TakeForm(request.POST or None, thing=found)
    if request.method == "POST" and form.is_valid():
        made = _done(form, lambda: take_away(subject, form.taking, form.reason(request.user)))
        if made:
            messages.success(request, _("Hidden. Its author is told why."))
            return redirect("office-moderation:thing", subject)
    return _thing_page(request, found, form)


@officials
@require_POST
def stay(request: MemberRequest, subject: str) -> HttpResponse:
    """The flags were looked at: it may stay."""
    let_stay(subject, request.user)
    messages.success(request, _("It stays. Whoever flagged it is told."))
    return redirect("office-moderation:overview")


@officials
@require_POST
def give_back_view(request: MemberRequest, number: int) -> HttpResponse:
    """The decision was wrong."""
    decision = get_object_or_404(Decision, pk=number)
    try:
        give_back(number, request.user)
    except RefusedError as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, _("Everyone can see it again."))
    return redirect("office-moderation:thing", decision.subject)


def _done(form: Form, act: Callable[[], object]) -> bool:
    """Do it; a refusal becomes an error of the form, so that nothing typed is lost."""
    try:
        act()
    except RefusedError as refused:
        form.add_error(None, refused.reason)
        return False
    return True


def _thing_page(request: MemberRequest, found: Thing, form: TakeForm) -> HttpResponse:
    decided = queries.decisions_on(found.subject)
    original = original_of(found.subject)
    note_unseen(request.user, [found], with_what_was_taken=bool(original))
    context = {
        "thing": found,
        "original": original,
        "flags": queries.flags_on(found.subject),
        "decided": [(each, taken_words(each), queries.passages_of(each)) for each in decided],
        "photos": list(enumerate(found.photos, 1)),
        "form": form,
    }
    return render(request, "moderation/office/thing.html", context, status=422 if form.errors else 200)
