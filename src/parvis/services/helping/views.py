"""Pages of helping: one report to help with, a job, whether it is done, mine."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.kernel.files.actions import UnusableFileError, store_photo
from parvis.kernel.people.models import Person
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, members
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.kernel.trust.actions import allow, caller_of
from parvis.kernel.trust.limits import growing
from parvis.services.helping import queries
from parvis.services.helping.actions import PURPOSE, give_back, judge, prove, take
from parvis.services.helping.forms import JudgeForm, ProveForm, TakeForm
from parvis.services.helping.policies import may_judge, may_read, may_take
from parvis.services.helping.rules import State
from parvis.services.reports.contracts import handled, names_of_kinds, report_path

TAKING = growing("helping.take", burst=10, per_hour=20, counts=gettext_lazy("Jobs that you take"))
SAYING = growing("helping.say", burst=20, per_hour=60, counts=gettext_lazy("What you say about a job"))


@members
@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """What I took on, the newest first."""
    names = names_of_kinds()
    jobs = [(each, names.get(each.category, each.category)) for each in queries.jobs_of(request.user)]
    return render(request, "helping/mine.html", {"jobs": jobs})


@everyone
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, report: str) -> HttpResponse:
    """One report that neighbours can help with: how it is done, what one must not do; take it."""
    found = queries.offer_of(report)
    if found is None:
        return render(request, "helping/closed.html", status=404)
    person = request.user if isinstance(request.user, Person) else None
    verdict = may_take(request.user, queries.asking_of(person, found))
    form = TakeForm(request.POST or None)
    if person and request.method == "POST" and (own := queries.held_by(person, report)):
        return redirect(own)
    if request.method == "POST" and form.is_valid():
        require(verdict)
        try:
            allow(TAKING, caller_of(request))
            job = take(report, request.user, has_read=form.cleaned_data["has_read"])  # type: ignore[arg-type]
        except RefusedError as refused:
            form.add_error("has_read", refused.reason)
        else:
            messages.success(request, _("It is yours. Tell us when it is done."))
            return redirect(job)
    path, refusal = report_path(report), "" if verdict else verdict.reason
    context = {"offer": found, "path": path, "form": form, "refusal": refusal, "is_guest": person is None}
    return render(request, "helping/offer.html", context, status=422 if form.errors else 200)


@members
@require_http_methods(["GET", "POST"])
def job(request: MemberRequest, public_id: str) -> HttpResponse:
    """A job: who took it says that it is done; the author and the office say whether it is."""
    found = queries.job_named(public_id)
    if not may_read(request.user, found):
        raise AbsentError
    is_mine = found.person_id == request.user.pk
    kind = ProveForm if is_mine else JudgeForm
    form = kind(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            allow(SAYING, caller_of(request))
            _say(request, found.pk, form)
        except (RefusedError, UnusableFileError) as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(found)
    wants = State.TAKEN if is_mine else State.PROVEN
    context = {
        "job": found,
        "name": names_of_kinds().get(found.category, ""),
        "path": report_path(found.report),
        "proofs": [each.upload for each in found.proofs.select_related("upload")],
        "is_mine": is_mine,
        "may_close": found.state == State.CONFIRMED and handled(request.user, [found.report]),
        "form": form if found.state == wants and (is_mine or may_judge(request.user, found)) else None,
    }
    return render(request, "helping/job.html", context, status=422 if form.errors else 200)


@members
@require_POST
def back(request: MemberRequest, public_id: str) -> HttpResponse:
    """Somebody else may do it."""
    allow(SAYING, caller_of(request))
    give_back(queries.job_named(public_id).pk, request.user)
    messages.success(request, _("It is free again. Thank you for saying so."))
    return redirect("helping:mine")


def _say(request: MemberRequest, job_id: int, form: ProveForm | JudgeForm) -> None:
    given = form.cleaned_data
    if isinstance(form, JudgeForm):
        judge(job_id, request.user, done=given["done"] == "yes", words=given["words"])
        messages.success(request, _("Thank you. Whoever did it is told."))
        return
    photos = [store_photo(each, owner=request.user, purpose=PURPOSE).public_id for each in given["photos"]]
    prove(job_id, request.user, given["words"], given["minutes"], photos)
    messages.success(request, _("Thank you. Its author and the office are asked to look."))
