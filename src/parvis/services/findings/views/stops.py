"""One stop: what was reported, and what was found. By a form, or by a phone that kept it until it had a network."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from parvis.kernel.clock import now
from parvis.kernel.files.actions import UnusableFileError, store_photo
from parvis.kernel.looks.contracts import Shown, note
from parvis.kernel.people.models import Person
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import officials
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.ui.components import Photo
from parvis.kernel.ui.navigation import address
from parvis.services.defects.contracts import OUTCOME_WORDS, Choices, Outcome, choices_for
from parvis.services.findings.actions import Given, hand_in
from parvis.services.findings.forms import FindingForm
from parvis.services.findings.models import PHOTO_PURPOSE, Finding
from parvis.services.findings.queries import findings_about, handed_in
from parvis.services.findings.rules import needs
from parvis.services.reports.contracts import Case, ChangedError, State, case_of

STATE_WORDS = {
    State.OPEN: pgettext_lazy("state of a report", "open"),
    State.PLANNED: gettext_lazy("planned"),
    State.IN_PROGRESS: gettext_lazy("being worked on"),
    State.CLOSED: pgettext_lazy("state of a report", "closed"),
}
CHANGED = gettext_lazy("Somebody did something with this report since you loaded it.")
WORDS_ONLY = "words_only"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a report is now, for somebody who saw it otherwise."""

    state: str
    said: str
    version: str


@officials
@require_http_methods(["GET", "POST"])
def stop(request: MemberRequest, public_id: str) -> HttpResponse:
    """What was reported, and the form for what was found; what was typed stays when it cannot be handed in."""
    case = case_of(request.user, public_id)
    choices = choices_for([(case.office, case.kind)])[case.office, case.kind]
    if request.method == "GET":
        fresh = {"key": secrets.token_hex(12), "seen": case.version}
        return _page(request, case, FindingForm(initial=fresh, choices=choices, office=case.office), choices)
    form = _form(request, case, choices)
    conflict = None
    if form.is_valid():
        try:
            _hand_in(request.user, case.id, form)
        except ChangedError:
            conflict = _now(case)
            form = _form(request, case, choices, seen=conflict.version)
            form.add_error(None, _("Read what it is now. Then send it again, or leave this page."))
        except (RefusedError, UnusableFileError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Handed in. Thank you."))
            return redirect(address("rounds:today", request.path))
    return _page(request, case, form, choices, conflict)


@officials
@require_POST
def send(request: MemberRequest, public_id: str) -> HttpResponse:
    """The same for a phone: 201 with the version afterwards; 409 with what the report is now; 403, 404, 422 with a
    reason. The same key again answers 201 again."""
    again = handed_in(request.user, request.POST.get("key", ""))
    if again is not None:
        return JsonResponse({"version": again.version}, status=201)
    try:
        case = case_of(request.user, public_id)
        form = _form(request, case, choices_for([(case.office, case.kind)])[case.office, case.kind])
        if not form.is_valid():
            faults = [str(each) for errors in form.errors.values() for each in errors]
            return JsonResponse({"reason": " ".join(faults)}, status=422)
        found = _hand_in(request.user, case.id, form)
    except ChangedError:
        changed = _now(case_of(request.user, public_id))
        answer = {"reason": str(CHANGED), "state": changed.state, "said": changed.said}
        return JsonResponse({**answer, "version": changed.version}, status=409)
    except AbsentError:
        return JsonResponse({"reason": _("This report is with another office, or gone.")}, status=404)
    except (RefusedError, UnusableFileError) as refused:
        return JsonResponse({"reason": str(refused)}, status=403)
    return JsonResponse({"version": found.version}, status=201)


def _form(request: MemberRequest, case: Case, choices: Choices, seen: str = "") -> FindingForm:
    """The form as it came, or with another version; with `words_only` it changes nothing, and only tells."""
    given: Any = request.POST.copy()
    if WORDS_ONLY in given and given.get("outcome") != Outcome.NOTE:
        given["outcome"] = Outcome.LOOKED.value
    if seen:
        given["seen"] = seen
    return FindingForm(given, request.FILES, choices=choices, office=case.office)


def _hand_in(by: Person, report: str, form: FindingForm) -> Finding:
    given = form.cleaned_data
    photos = {
        name: store_photo(given[name][0], owner=by, purpose=PHOTO_PURPOSE).public_id
        for name in ("before", "after")
        if given[name]
    }
    return hand_in(
        by,
        Given(
            key=given["key"],
            report=report,
            seen=given["seen"],
            outcome=Outcome(given["outcome"]),
            words=given["words"],
            day=given["day"],
            office=given["office"].slug if given["office"] else "",
            priority=given.get("priority", ""),
            defect=given.get("defect", ""),
            looked_at=given["looked_at"],
            **photos,
        ),
    )


def _now(case: Case) -> Conflict:
    said = case.closing_words or (case.said[-1][1] if case.said else "")
    return Conflict(str(STATE_WORDS[State(case.state)]), said, case.version)


def _page(
    request: MemberRequest,
    case: Case,
    form: FindingForm,
    choices: Choices,
    conflict: Conflict | None = None,
) -> HttpResponse:
    status = 409 if conflict else 422 if form.is_bound else 200
    if not case.is_public:
        note(request.user, "findings.stop", [Shown(case.author, f"reports.report:{case.id}")])
    context = {
        "case": case,
        "state": STATE_WORDS[State(case.state)],
        "moment": now(),
        "photos": [_picture(each) for each in case.photos],
        "form": form,
        "needs": {each.value: needs(each.value) for each in Outcome},
        "phrases": choices.phrases,
        "conflict": conflict,
        "findings": [
            (each, OUTCOME_WORDS[Outcome(each.outcome)], priority, defect)
            for each, priority, defect in findings_about(case.id)
        ],
    }
    return render(request, "findings/stop.html", context, status=status)


def _picture(upload: Any) -> Photo:
    width, height = upload.thumbnail_size
    return Photo(upload.address, upload.thumbnail_address, _("Photograph of the place"), width, height)
