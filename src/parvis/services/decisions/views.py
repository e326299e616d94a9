"""The register for everybody, its feed, and the office's page of what waits for a second signature."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.control.actions import refuse, sign, withdraw
from parvis.kernel.control.models import Proposal
from parvis.kernel.control.policies import may_sign_second
from parvis.kernel.control.queries import act_named, proposal_named, told, told_changes, waiting
from parvis.kernel.control.registry import is_reserved
from parvis.kernel.deputies.actions import lend, take_back
from parvis.kernel.deputies.queries import lent_by
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, officials
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.replicas.reading import reads_from_replica
from parvis.kernel.ui.feeds import Feed
from parvis.services.decisions.forms import ROLES, LendForm, RefuseForm, SearchForm
from parvis.services.decisions.queries import page, signers


@everyone
@require_GET
@reads_from_replica
def register(request: HttpRequest) -> HttpResponse:
    """What was decided, the newest first; searched by words, service, office and days."""
    form = SearchForm(request.GET or None)
    before = request.GET.get("before", "")
    found = page(form.wanted(), int(before) if before.isdecimal() and len(before) < 19 else None)
    asked = request.GET.copy()
    asked.pop("before", None)
    context = {"form": form, "page": found, "query": asked.urlencode()}
    return render(request, "decisions/register.html", context)


@everyone
@require_GET
@reads_from_replica
def decision(request: HttpRequest, public_id: str) -> HttpResponse:
    """One decision: what, when, which office, why, what changed."""
    (line,) = told([act_named(public_id)])
    return render(request, "decisions/decision.html", {"line": line, "signers": signers(line.act)})


@everyone
@require_GET
@reads_from_replica
def feed(request: HttpRequest) -> HttpResponse:
    """The same search as an Atom feed; it names nobody."""
    form = SearchForm(request.GET or None)
    atom = Feed(
        title=_("Decisions of the city"),
        link=request.build_absolute_uri("/decisions/"),
        description=_("What the city decided, and why."),
        language=get_language(),
        feed_url=request.build_absolute_uri(),
    )
    for line in page(form.wanted()).lines:
        atom.add_item(
            title=line.words,
            link=request.build_absolute_uri(line.act.get_absolute_url()),
            description=line.act.reason,
            pubdate=line.act.at,
            updateddate=line.act.at,
            unique_id=f"urn:parvis:decision:{line.act.public_id}",
            categories=(line.act.module,),
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=str(atom.content_type))


@officials
@require_GET
def open_proposals(request: MemberRequest) -> HttpResponse:
    """What waits for a second signature, and whether this reader can give it."""
    rows = [
        (each, told_changes(each.verb, each.changes), _verdict(request, each)) for each in waiting()[:100]
    ]
    return render(request, "decisions/office/waiting.html", {"rows": rows})


@officials
@require_http_methods(["GET", "POST"])
def proposal(request: MemberRequest, public_id: str) -> HttpResponse:
    """Sign it, do not sign it with a reason, or take one's own proposal back."""
    found = proposal_named(public_id)
    if not is_reserved(found.verb):
        raise AbsentError
    form = RefuseForm(request.POST if request.POST.get("do") == "refuse" else None)
    try:
        if request.POST.get("do") == "sign":
            act = sign(found.pk, request.user)
            messages.success(request, _("Signed. It counts from now on."))
            return redirect(act)
        if request.POST.get("do") == "withdraw":
            withdraw(found.pk, request.user)
            messages.success(request, _("Taken back. Nothing has changed."))
            return redirect("office-decisions:waiting")
        if form.is_bound and form.is_valid():
            refuse(found.pk, request.user, form.cleaned_data["answer"])
            messages.success(request, _("Not signed. Whoever proposed it reads why."))
            return redirect("office-decisions:waiting")
    except RefusedError as refused:
        form.add_error(None, refused.reason) if form.is_bound else messages.error(request, refused.reason)
    context = {
        "proposal": found,
        "changes": told_changes(found.verb, found.changes),
        "verdict": _verdict(request, found),
        "form": form,
        "is_waiting": found.state == Proposal.State.WAITING,
        "is_mine": found.proposed_by == request.user,
    }
    return render(request, "decisions/office/proposal.html", context, status=422 if form.errors else 200)


@officials
@require_http_methods(["GET", "POST"])
def deputies(request: MemberRequest) -> HttpResponse:
    """Let somebody act with one's role for a time; what one lent, and what was lent to one."""
    if request.POST.get("do") == "end":
        number = request.POST.get("lent", "")
        take_back(int(number) if number.isdecimal() else 0, request.user, _("It is not needed any more."))
        messages.success(request, _("They do not act for you any more."))
        return redirect("office-decisions:deputies")
    form = LendForm(request.user, request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            lend(form.loan(), request.user, form.cleaned_data["reason"])
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(
                request, _("They can act for you from now on. Everyone can read that in the register.")
            )
            return redirect("office-decisions:deputies")
    given = [(each, ROLES[each.today]) for each in lent_by(request.user)]
    taken = [(each, ROLES[each.today]) for each in request.user.memberships_with_offices() if each.lent_from]
    context = {"form": form, "given": given, "taken": taken}
    return render(request, "decisions/office/deputies.html", context, status=422 if form.errors else 200)


def _verdict(request: MemberRequest, found: Proposal) -> str:
    """Why this reader cannot sign it; empty when they can."""
    verdict = may_sign_second(request.user, found)
    return "" if verdict else verdict.reason
