"""Pages of appeals: its author objects, the office answers; and their part of the pages of moderation."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import members, officials
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.kernel.trust.actions import allow, caller_of
from parvis.kernel.trust.limits import growing
from parvis.kernel.trust.models import Decision
from parvis.kernel.trust.things import thing_at
from parvis.services.appeals import queries
from parvis.services.appeals.actions import judge, object_to
from parvis.services.appeals.forms import JudgeForm, ObjectForm
from parvis.services.appeals.models import Appeal
from parvis.services.appeals.policies import may_appeal, may_judge
from parvis.services.appeals.rules import last_moment
from parvis.services.moderation.contracts import may_read_decision, may_take_away

OBJECTING = growing("appeals.object", burst=5, per_hour=10, counts=gettext_lazy("Objections"))


@dataclass(frozen=True, slots=True)
class Clock:
    """What the promise clock of an objection shows."""

    state: str
    owner: str
    due: datetime
    opened: datetime
    answered: datetime | None


def clock_of(appeal: Appeal, moment: datetime) -> Clock | None:
    """The clock of an objection; None where nobody promised."""
    promise = appeal.promise
    if promise is None:
        return None
    return Clock(
        state=str(promise.outcome(moment)),
        owner=promise.owner.name,
        due=promise.due_at,
        opened=promise.opened_at,
        answered=promise.answered_at,
    )


@members
@require_http_methods(["GET", "POST"])
def appeal(request: MemberRequest, number: int) -> HttpResponse:
    """Object to a decision; afterwards, what became of that."""
    decision = Decision.objects.filter(pk=number).first()
    if decision is None:
        raise AbsentError
    thing = thing_at(decision.subject)
    if not may_read_decision(request.user, thing):
        raise AbsentError
    known = queries.appeal_to(number)
    allowed = may_appeal(request.user, thing, decision, known)
    form = ObjectForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            allow(OBJECTING, caller_of(request))
            object_to(number, request.user, form.cleaned_data["words"])
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(
                request, _("Somebody else looks at it again, and answers by the day that is promised.")
            )
            return redirect("appeals:appeal", number)
    context = {
        "decision": decision,
        "thing": thing,
        "appeal": known,
        "clock": clock_of(known, now()) if known else None,
        "until": last_moment(decision.decided_at),
        "refusal": "" if allowed or known else allowed.reason,
        "form": form if allowed or form.errors else None,
    }
    return render(request, "appeals/appeal.html", context, status=422 if form.errors else 200)


@officials
@require_GET
def waiting(request: MemberRequest) -> HttpResponse:
    """Objections that wait for an answer, the first due first."""
    moment = now()
    rows = [(each, clock_of(each.appeal, moment)) for each in queries.appeals_for(request.user)]
    return render(request, "appeals/office/waiting.html", {"rows": rows})


@officials
@require_http_methods(["GET", "POST"])
def judge_view(request: MemberRequest, number: int) -> HttpResponse:
    """The answer to an objection, by somebody who did not decide the first time."""
    known = queries.appeal_named(number)
    thing = thing_at(known.decision.subject)
    require(may_take_away(request.user, thing))
    verdict = may_judge(request.user, thing, known)
    form = JudgeForm(request.POST or None)
    if form.is_bound:
        require(verdict)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            judge(known.pk, request.user, upheld=given["upheld"] == "yes", answer=given["answer"])
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("Answered. The author is told."))
            return redirect("office-appeals:waiting")
    context = {
        "appeal": known,
        "decision": known.decision,
        "thing": thing,
        "clock": clock_of(known, now()),
        "refusal": "" if verdict else verdict.reason,
        "form": form if known.decided_at is None or form.errors else None,
    }
    return render(request, "appeals/office/judge.html", context, status=422 if form.errors else 200)


def of_decision(request: HttpRequest, number: str) -> str:
    """On the statement of reasons: the way to object, for whoever can, or what became of that."""
    known = queries.appeal_to(int(number))
    decision = known.decision if known else Decision.objects.get(pk=number)
    may = isinstance(request.user, Person) and may_appeal(
        request.user, thing_at(decision.subject), decision, known
    )
    context = {
        "number": number,
        "appeal": known,
        "clock": clock_of(known, now()) if known else None,
        "may": bool(may),
        "until": last_moment(decision.decided_at),
    }
    return render_to_string("appeals/of_decision.html", context, request)


def of_office(request: HttpRequest, number: str) -> str:
    """In the office, at a decision: the objection to it."""
    known = queries.appeal_to(int(number))
    return render_to_string("appeals/office/of_decision.html", {"appeal": known}, request) if known else ""


def of_counts(request: HttpRequest, days: str) -> str:
    """Among the counts: what became of objections in so many days."""
    found = queries.answers(now() - timedelta(days=int(days)))
    return render_to_string("appeals/counts.html", {"answers": found}, request)
