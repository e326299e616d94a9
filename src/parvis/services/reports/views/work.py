"""The office: the queue, one case with everything that can be done to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from parvis.kernel.clock import now
from parvis.kernel.files.actions import UnusableFileError, store_photo
from parvis.kernel.live.hub import sign_topics
from parvis.kernel.looks.contracts import Shown, note
from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import officials
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.services.reports.actions import work
from parvis.services.reports.actions.looking import note_reading
from parvis.services.reports.actions.merging import merge_in_order, undo_merge
from parvis.services.reports.actions.senders import is_reached
from parvis.services.reports.forms.work import (
    AssignForm,
    CloseForm,
    ForwardForm,
    MergeForm,
    PlanForm,
    WordsForm,
    team_of,
)
from parvis.services.reports.models import Comment, Report, Template
from parvis.services.reports.policies import handles, may_handle
from parvis.services.reports.queries.find import get_for, next_in_queue, offices_of, queue_of
from parvis.services.reports.queries.merged import comments_at, family_of, photos_at
from parvis.services.reports.rules import Closing, Finding, Source, State, can_become
from parvis.services.reports.views.merging import likely_same
from parvis.services.reports.views.shown import (
    FINDING_WORDS,
    clock_of,
    history_shown,
    pictures_of,
    rows_of,
    state_words,
    tone_of,
)

PAGE = 25


@officials
@require_GET
def queue(request: MemberRequest) -> HttpResponse:
    """The open work of one office, most urgent promise first."""
    offices = offices_of(request.user)
    office = next((each for each in offices if each.slug == request.GET.get("office")), None) or _own(
        request, offices
    )
    start = _whole(request.GET.get("from", ""))
    found = queue_of(office, start, start + PAGE + 1, request.user if request.GET.get("mine") else None)
    moment = now()
    context = {
        "office": office,
        "offices": offices,
        "rows": rows_of(found[:PAGE], moment),
        "next": start + PAGE if len(found) > PAGE else 0,
        "mine": bool(request.GET.get("mine")),
        "moment": moment,
        "live": sign_topics(["reports"]),
    }
    return render(request, "reports/office/queue.html", context)


@officials
@require_GET
def case(request: MemberRequest, public_id: str) -> HttpResponse:
    """One report as its office sees it."""
    report = get_for(request.user, public_id)
    require(may_handle(request.user, report))
    return _case_page(request, report, {})


@officials
@require_GET
def same(request: MemberRequest, public_id: str) -> HttpResponse:
    """What is likely the same as an open report; the case draws it in where scripts run."""
    report = get_for(request.user, public_id)
    require(may_handle(request.user, report))
    note_reading(request.user, report)
    context = {"report": report, "likely": likely_same(report, request.user)}
    return render(request, "reports/office/same.html", context)


@officials
@require_GET
def following(request: MemberRequest, public_id: str) -> HttpResponse:
    """On to what follows in the queue of the report's office, or to the queue where nothing does."""
    report = get_for(request.user, public_id)
    require(may_handle(request.user, report))
    found = next_in_queue(report.office, report) if report.office else ""
    return redirect("office-reports:case", found) if found else redirect("office-reports:queue")


@officials
@require_POST
def act(request: MemberRequest, public_id: str, verb: str) -> HttpResponse:
    """Do one thing to a report; what was typed stays when it cannot be done."""
    report = get_for(request.user, public_id)
    # Before anything is read: the page that comes back with an error shows the author's address and the notes.
    require(may_handle(request.user, report))
    deed = DEEDS.get(verb)
    if deed is None:
        raise AbsentError
    form = deed.form(report, request.POST, request.FILES)
    if form.is_valid():
        try:
            deed.do(report, request.user, form.cleaned_data)
        except (RefusedError, UnusableFileError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, deed.done)
            report = Report.objects.select_related("office", "promise").get(pk=report.pk)
            if not handles(request.user, report):  # it was given to others
                return redirect("office-reports:queue")
            return redirect("office-reports:case", report.public_id)
    if not deed.is_listed:  # nothing was typed that could get lost
        for reasons in form.errors.values():
            messages.error(request, " ".join(reasons))
        return redirect("office-reports:case", report.public_id)
    return _case_page(request, report, {verb: form}, status=422)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that an office can do: its form, the action behind it, and what to say when it is done."""

    name: str
    label: Any
    done: Any
    form: Callable[[Report, Any, Any], Any]
    do: Callable[[Report, Person, Mapping[str, Any]], object]
    becomes: State | None = None
    # Where its button stands on the page: among the deeds, or beside what it is about, with ready words.
    is_listed: bool = True


def _close(report: Report, by: Person, given: Mapping[str, Any]) -> Report:
    proof = [store_photo(each, owner=by, purpose="reports.photo").public_id for each in given["proof"]]
    closing = Closing(given["closing"])
    return work.close(report.pk, by, closing, given["words"], proof=proof, duplicate_of=given["duplicate_of"])


DEEDS: dict[str, Deed] = {
    deed.name: deed
    for deed in (
        Deed(
            "close",
            gettext_lazy("Close"),
            gettext_lazy("Closed. Everyone who follows is told."),
            lambda report, data, files: CloseForm(data, files),
            _close,
            State.CLOSED,
        ),
        Deed(
            "answer",
            gettext_lazy("Answer"),
            gettext_lazy("Your answer is public."),
            lambda report, data, files: WordsForm(data),
            lambda report, by, given: work.answer(report.pk, by, given["words"]),
        ),
        Deed(
            "plan",
            gettext_lazy("Plan"),
            gettext_lazy("Planned. Everyone who follows is told."),
            lambda report, data, files: PlanForm(data, today=localdate(now())),
            lambda report, by, given: work.plan(report.pk, by, given["day"], given["words"]),
            State.PLANNED,
        ),
        Deed(
            "start",
            gettext_lazy("Begin the work"),
            gettext_lazy("The work has begun."),
            lambda report, data, files: Form(data),
            lambda report, by, given: work.start(report.pk, by),
            State.IN_PROGRESS,
        ),
        Deed(
            "ask",
            gettext_lazy("Ask the author"),
            gettext_lazy("Your question is on its way. The clock waits."),
            lambda report, data, files: WordsForm(data),
            lambda report, by, given: work.ask(report.pk, by, given["words"]),
        ),
        Deed(
            "forward",
            gettext_lazy("Forward"),
            gettext_lazy("Forwarded. The due date stays."),
            lambda report, data, files: ForwardForm(data),
            lambda report, by, given: work.forward(report.pk, by, given["office"], given["words"]),
        ),
        Deed(
            "assign",
            gettext_lazy("Assign"),
            gettext_lazy("Assigned."),
            lambda report, data, files: AssignForm(data, office=report.office),
            lambda report, by, given: work.assign(report.pk, by, given["person"]),
        ),
        Deed(
            "note",
            gettext_lazy("Note"),
            gettext_lazy("Noted. Only the office sees it."),
            lambda report, data, files: WordsForm(data),
            lambda report, by, given: work.note(report.pk, by, given["words"]),
        ),
        Deed(
            "reopen",
            gettext_lazy("Take it up again"),
            gettext_lazy("It is open again."),
            lambda report, data, files: WordsForm(data),
            lambda report, by, given: work.reopen(report.pk, by, given["words"]),
            State.OPEN,
        ),
        Deed(
            "merge",
            gettext_lazy("It is the same"),
            gettext_lazy("Merged. Everyone who follows is told where it goes on."),
            lambda report, data, files: MergeForm(data),
            lambda report, by, given: merge_in_order(report.pk, given["other"].pk, by, given["words"]),
            is_listed=False,
        ),
        Deed(
            "part",
            gettext_lazy("It is not the same"),
            gettext_lazy("Undone. Both are again what they were, and everyone who follows is told."),
            lambda report, data, files: WordsForm(data),
            lambda report, by, given: undo_merge(report.pk, by, given["words"]),
            is_listed=False,
        ),
    )
}


def _case_page(
    request: HttpRequest, report: Report, filled: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    moment = now()
    if report.author or not report.is_public or report.source == Source.SMS:
        note(request.user, "reports.case", [Shown(report.author_id, report.subject)], report.office_id)
    family = family_of(report)
    comments = list(comments_at(report, family.numbers))
    team = list(team_of(report.office))
    ready = Template.objects.filter(office=report.office) | Template.objects.filter(office=None)
    context = {
        "report": report,
        "answers": report.category.told(report.answers),
        "moment": moment,
        "clock": clock_of(report, moment, with_fallback=True),
        "state": state_words(report),
        "tone": tone_of(report),
        "finding": FINDING_WORDS[Finding(report.finding)],
        "events": history_shown(report, _at_hand(report, team, comments)),
        "comments": comments,
        "photos": pictures_of(photos_at(report, family.numbers)),
        "family": family,
        "deeds": [(deed, _named(deed, filled.get(deed.name), report, team)) for deed in _open_deeds(report)],
        "filled": next(iter(filled), ""),
        "templates": [
            (str(each), in_reader_language(each.texts), each.closing) for each in ready.order_by("pk")
        ],
        "live": sign_topics([report.subject]),
    }
    return render(request, "reports/office/case.html", context, status=status)


def _at_hand(report: Report, team: list[Person], comments: list[Comment]) -> list[Person]:
    """Whose names the page knows anyway, so that the history need not ask for them."""
    said = [each.person for each in comments]
    return [each for each in (*team, *said, report.author, report.assignee) if each is not None]


def _named(deed: Deed, filled: Any, report: Report, team: list[Person]) -> Any:
    """Its form, filled in or fresh. Many stand on one page: their ids differ, so that each label finds its field."""
    form = filled or deed.form(report, None, None)
    if isinstance(form, AssignForm):
        form.offer(team)
    form.auto_id = f"{deed.name}_%s"
    return form


def _open_deeds(report: Report) -> list[Deed]:
    """What can be done now: only what the state allows, and questions only to somebody."""
    state = State(report.state)
    listed = [deed for deed in DEEDS.values() if deed.is_listed]
    fitting = [deed for deed in listed if deed.becomes is None or can_become(state, deed.becomes)]
    if report.author_id is None and not is_reached(report):
        fitting = [deed for deed in fitting if deed.name != "ask"]
    if state is State.CLOSED:
        # A duplicate comes back by its own button.
        after = {"note", "answer"} if report.duplicate_of_id else {"reopen", "note", "answer"}
        fitting = [deed for deed in fitting if deed.name in after]
    return fitting


def _own(request: MemberRequest, offices: list[Organisation]) -> Organisation:
    own = request.user.roles()
    found = next((each for each in offices if each.pk in own), None)
    if found is None:
        raise RefusedError(_("You do not work for an office that has a queue."))
    return found


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
