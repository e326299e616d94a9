"""What everybody sees: the counts, the way to flag something; and what authors read."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, members
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, Verdict, require
from parvis.kernel.trust.actions import allow, caller_of, flag
from parvis.kernel.trust.limits import growing
from parvis.kernel.trust.models import GROUND_LABELS
from parvis.kernel.trust.rules import Ground
from parvis.kernel.trust.things import shelf_of, thing_at
from parvis.services.moderation import queries
from parvis.services.moderation.forms import FlagForm
from parvis.services.moderation.policies import may_read_decision
from parvis.services.moderation.rules import total_of
from parvis.services.moderation.views.shown import note_unseen, taken_words

FLAGGING = growing("moderation.flag", burst=5, per_hour=10, counts=gettext_lazy("Things that you flag"))
SPANS = (30, 365, 3650)


@everyone
@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    """How much was taken away, and on which grounds."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(span) for span in SPANS} else SPANS[1]
    since = now() - timedelta(days=days)
    found = queries.tallies(since)
    all_flags, waiting = queries.flags_since(since)
    context = {
        "days": days,
        "spans": SPANS,
        "rows": [(GROUND_LABELS[Ground(each.ground)], each) for each in found],
        "total": total_of(found),
        "flags": all_flags,
        "waiting": waiting,
    }
    return render(request, "moderation/counts.html", context)


@everyone
@require_http_methods(["GET", "POST"])
def flag_view(request: HttpRequest, subject: str) -> HttpResponse:
    """Say that something should not stand here; no account needed."""
    thing = thing_at(subject)
    _require_or_absent(shelf_of(subject).may_see(request.user, thing), request)
    form = FlagForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        person = request.user if isinstance(request.user, Person) else None
        try:
            allow(FLAGGING, caller_of(request))
            is_new = flag(subject, Ground(form.cleaned_data["ground"]), form.cleaned_data["words"], person)
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            thanks = _("Thank you. Somebody of the city will look at it.")
            again = _("You flagged this already; somebody of the city will look at it.")
            messages.success(request, thanks if is_new else again)
            return redirect(thing.path)
    context = {"form": form, "thing": thing}
    return render(request, "moderation/flag.html", context, status=422 if form.errors else 200)


@members
@require_GET
def decision(request: MemberRequest, number: int) -> HttpResponse:
    """The statement of reasons, as its author reads it."""
    found = queries.decision_named(number)
    thing = thing_at(found.subject)
    _require_or_absent(may_read_decision(request.user, thing), request)
    passages = queries.passages_of(found)
    note_unseen(request.user, [thing], with_what_was_taken=bool(passages))
    context = {
        "decision": found,
        "thing": thing,
        "taken": taken_words(found),
        "passages": passages,
        "photo": found.upload if found.lifted_at is None else None,
    }
    return render(request, "moderation/decision.html", context)


def _require_or_absent(verdict: Verdict, request: HttpRequest) -> None:
    """Officials are told that they may not; for everybody else what they may not see is not there."""
    if not verdict and not (isinstance(request.user, Person) and request.user.is_official()):
        raise AbsentError
    require(verdict)
