"""What the office does with a report: assign, ask, forward, plan, start, answer, close, reopen."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.files.actions import claim
from parvis.kernel.journal.actions import record
from parvis.kernel.journal.rules import Plain
from parvis.kernel.notices.actions import announce, tell
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.promises.actions import (
    answer_promise,
    hand_over,
    pause_promise,
    reopen_promise,
    withdraw_promise,
)
from parvis.services.reports.actions.part import check_words, locked
from parvis.services.reports.actions.traces import publicly
from parvis.services.reports.models import Comment, Follow, Photo, Report
from parvis.services.reports.notices import ReportArrived, ReportAsked, ReportClosed, ReportMoved
from parvis.services.reports.policies import may_assign, may_handle
from parvis.services.reports.queries.find import followers_of, people_of_office
from parvis.services.reports.rules import Closing, State, can_become


def assign(report_id: int, by: Person, to: Person | None) -> Report:
    """Give the report to one person of the office, or back to all of them (None)."""
    with transaction.atomic():
        report = locked(report_id)
        require(may_assign(by, report, to))
        report.assignee = to
        report.save(update_fields=["assignee"])
        if to and to.pk != by.pk:
            tell(ReportArrived, [to], _data(report))
    return report


def note(report_id: int, by: Person, words: str) -> Comment:
    """Words that only the office sees."""
    words = check_words(words)
    with transaction.atomic():
        report = locked(report_id)
        require(may_handle(by, report))
        return _say(report, by, Comment.Kind.NOTE, words)


def ask(report_id: int, by: Person, words: str) -> Comment:
    """Ask the author; the promise's clock stands still until they answer. Needs an author who can be reached."""
    words = check_words(words)
    with transaction.atomic():
        report = locked(report_id)
        require(may_handle(by, report))
        if report.author is None:
            raise RefusedError(_("Nobody can be asked: this report came without a name."))
        question = _say(report, by, Comment.Kind.QUESTION, words)
        pause_promise(report.subject)
        _journal("reports.report.asked", report, by, said=question)
        tell(ReportAsked, [report.author], _data(report))
        announce(report.subject)
    return question


def forward(report_id: int, by: Person, office: Organisation, words: str) -> Report:
    """Give the report to the office that it belongs to, with the reason, which is public. The due date stays."""
    words = check_words(words)
    with transaction.atomic():
        report = locked(report_id)
        require(may_handle(by, report))
        if office.pk == report.office_id:
            raise RefusedError(_("The report is with this office already."))
        before = report.office
        report.office, report.assignee = office, None
        report.save(update_fields=["office", "assignee"])
        hand_over(report.subject, office)
        said = _say(report, by, Comment.Kind.ANSWER, words)
        offices: dict[str, Plain] = {"to_office": office.slug, "from_office": before.slug if before else ""}
        _journal("reports.report.forwarded", report, by, offices, said=said)
        tell(ReportMoved, followers_of(report), _data(report), besides=by)
        tell(ReportArrived, people_of_office(office), _data(report), besides=by)
        announce(report.subject)
    return report


def plan(report_id: int, by: Person, day: date, words: str = "") -> Report:
    """Say on which day the work will be done. The promise runs on until it is done."""
    with transaction.atomic():
        report = _becoming(report_id, by, State.PLANNED)
        report.planned_for = day
        report.save()
        said = _say(report, by, Comment.Kind.ANSWER, check_words(words)) if words.strip() else None
        _journal("reports.report.planned", report, by, {"due": day.isoformat()}, said=said)
        tell(ReportMoved, followers_of(report), _data(report), besides=by)
        announce(report.subject)
    return report


def start(report_id: int, by: Person) -> Report:
    """The work has begun."""
    with transaction.atomic():
        report = _becoming(report_id, by, State.IN_PROGRESS)
        report.save()
        _journal("reports.report.started", report, by)
        tell(ReportMoved, followers_of(report), _data(report), besides=by)
        announce(report.subject)
    return report


def answer(report_id: int, by: Person, words: str) -> Comment:
    """Public words of the office that change nothing else."""
    words = check_words(words)
    with transaction.atomic():
        report = locked(report_id)
        require(may_handle(by, report))
        said = _say(report, by, Comment.Kind.ANSWER, words)
        _journal("reports.report.answered", report, by, said=said)
        tell(ReportMoved, followers_of(report), _data(report), besides=by)
        announce(report.subject)
    return said


def close(
    report_id: int,
    by: Person,
    closing: Closing,
    words: str,
    *,
    proof: Sequence[str] = (),
    duplicate_of: Report | None = None,
) -> Report:
    """End the work with an answer, and with a photo as proof where there is one. Asks followers to look.

    A duplicate's followers go on with the older report, and its own promise counts no more.
    """
    words = check_words(words)
    if (closing is Closing.DUPLICATE) != (duplicate_of is not None):
        raise RefusedError(_("Say which report was there before, and only for a duplicate."))
    with transaction.atomic():
        report = _becoming(report_id, by, State.CLOSED)
        if duplicate_of is not None and (duplicate_of.pk == report.pk or duplicate_of.duplicate_of_id):
            raise RefusedError(_("Name the first report of this thing, not this one or another duplicate."))
        report.closing, report.closing_words, report.closed_at = closing, words, now()
        report.duplicate_of = duplicate_of
        report.save()
        for upload in claim(proof, purpose="reports.photo", by=by):
            Photo.objects.create(report=report, upload=upload, is_proof=True)
        _settle_promise(report)
        _journal("reports.report.closed", report, by, {"closing": closing.value}, at=report.closed_at)
        tell(ReportClosed, followers_of(report), _data(report), besides=by)
        announce(report.subject)
    return report


def reopen(report_id: int, by: Person, words: str) -> Report:
    """Take the work up again, for instance because residents say that it is still there."""
    words = check_words(words)
    with transaction.atomic():
        report = _becoming(report_id, by, State.OPEN)
        report.closed_at, report.closing, report.closing_words, report.duplicate_of = None, "", "", None
        report.save()
        said = _say(report, by, Comment.Kind.ANSWER, words)
        reopen_promise(report.subject)
        _journal("reports.report.reopened", report, by, said=said)
        tell(ReportMoved, followers_of(report), _data(report), besides=by)
        announce(report.subject)
    return report


def _becoming(report_id: int, by: Person, state: State) -> Report:
    report = locked(report_id)
    require(may_handle(by, report))
    if not can_become(State(report.state), state):
        raise RefusedError(_("Somebody was faster: this report is not in a state that allows this any more."))
    report.state = state
    return report


def _settle_promise(report: Report) -> None:
    first = report.duplicate_of
    if first is None:
        answer_promise(report.subject)
        return
    withdraw_promise(report.subject)
    Follow.objects.bulk_create(
        [
            Follow(report=first, person_id=person)
            for person in report.follows.order_by("pk").values_list("person", flat=True)
        ],
        ignore_conflicts=True,
    )


def _say(report: Report, by: Person, kind: Comment.Kind, words: str) -> Comment:
    return Comment.objects.create(report=report, person=by, office=report.office, kind=kind, words=words)


def _journal(
    verb: str,
    report: Report,
    by: Person,
    data: dict[str, Plain] | None = None,
    *,
    said: Comment | None = None,
    at: datetime | None = None,
) -> None:
    """Record it, with the state afterwards and where its words are kept: whoever asks for news reads both."""
    moment = at or now()
    Report.objects.filter(pk=report.pk).update(updated_at=moment)
    office = report.office.slug if report.office else ""
    known: dict[str, Plain] = {"office": office, "category": report.category.slug, "state": str(report.state)}
    if said:
        known["words"] = said.public_id
    record(
        verb,
        subject=report.subject,
        actor=by.public_id,
        at=moment,
        **publicly(report),
        data={**known, **(data or {})},
    )


def _data(report: Report) -> dict[str, str]:
    return {"report": report.public_id, "reference": report.reference}
