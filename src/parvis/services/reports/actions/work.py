"""What the office does with a report: assign, ask, forward, plan, start, answer, close, reopen."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.files.actions import claim
from parvis.kernel.journal.rules import Plain
from parvis.kernel.notices.actions import announce, tell
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.queries import people_of_office
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.promises.actions import answer_promise, hand_over, pause_promise, reopen_promise
from parvis.services.reports.actions.merging import merge, undo_merge
from parvis.services.reports.actions.part import check_words, locked
from parvis.services.reports.actions.senders import is_reached
from parvis.services.reports.actions.traces import note_deed, say, told_of
from parvis.services.reports.models import Comment, Photo, Report
from parvis.services.reports.notices import ReportArrived, ReportAsked, ReportClosed, ReportMoved
from parvis.services.reports.policies import may_assign, may_handle
from parvis.services.reports.queries.find import followers_of
from parvis.services.reports.rules import Closing, State, can_become


def assign(report_id: int, by: Person, to: Person | None) -> Report:
    """Give the report to one person of the office, or back to all of them (None)."""
    with transaction.atomic():
        report = locked(report_id)
        require(may_assign(by, report, to))
        report.assignee = to
        report.save(update_fields=["assignee"])
        if to and to.pk != by.pk:
            tell(ReportArrived, [to], told_of(report))
    return report


def note(report_id: int, by: Person, words: str) -> Comment:
    """Words that only the office sees."""
    words = check_words(words)
    with transaction.atomic():
        report = locked(report_id)
        require(may_handle(by, report))
        return say(report, by, Comment.Kind.NOTE, words)


def ask(report_id: int, by: Person, words: str) -> Comment:
    """Ask the author; the promise's clock stands still until they answer. Needs an author who can be reached."""
    words = check_words(words)
    with transaction.atomic():
        report = locked(report_id)
        require(may_handle(by, report))
        if report.author is None and not is_reached(report):
            raise RefusedError(_("Nobody can be asked: this report came without a name."))
        question = say(report, by, Comment.Kind.QUESTION, words)
        pause_promise(report.subject)
        note_deed("reports.report.asked", report, by, said=question)
        tell(ReportAsked, [report.author] if report.author else [], told_of(report))
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
        said = say(report, by, Comment.Kind.ANSWER, words)
        offices: dict[str, Plain] = {"to_office": office.slug, "from_office": before.slug if before else ""}
        note_deed("reports.report.forwarded", report, by, offices, said=said)
        tell(ReportMoved, followers_of(report), told_of(report), besides=by)
        tell(ReportArrived, people_of_office(office), told_of(report), besides=by)
        announce(report.subject)
    return report


def plan(report_id: int, by: Person, day: date, words: str = "") -> Report:
    """Say on which day the work will be done. The promise runs on until it is done."""
    with transaction.atomic():
        report = _becoming(report_id, by, State.PLANNED)
        report.planned_for = day
        report.save()
        said = say(report, by, Comment.Kind.ANSWER, check_words(words)) if words.strip() else None
        note_deed("reports.report.planned", report, by, {"due": day.isoformat()}, said=said)
        tell(ReportMoved, followers_of(report), told_of(report), besides=by)
        announce(report.subject)
    return report


def start(report_id: int, by: Person) -> Report:
    """The work has begun."""
    with transaction.atomic():
        report = _becoming(report_id, by, State.IN_PROGRESS)
        report.save()
        note_deed("reports.report.started", report, by)
        tell(ReportMoved, followers_of(report), told_of(report), besides=by)
        announce(report.subject)
    return report


def answer(report_id: int, by: Person, words: str) -> Comment:
    """Public words of the office that change nothing else."""
    words = check_words(words)
    with transaction.atomic():
        report = locked(report_id)
        require(may_handle(by, report))
        said = say(report, by, Comment.Kind.ANSWER, words)
        note_deed("reports.report.answered", report, by, said=said)
        tell(ReportMoved, followers_of(report), told_of(report), besides=by)
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

    A duplicate goes on at the report that was there first: see `merging.merge`.
    """
    words = check_words(words)
    if (closing is Closing.DUPLICATE) != (duplicate_of is not None):
        raise RefusedError(_("Say which report was there before, and only for a duplicate."))
    with transaction.atomic():
        if duplicate_of is not None:
            report = merge(report_id, duplicate_of.pk, by, words)
            _keep_proof(report, by, proof)
            return report
        report = _becoming(report_id, by, State.CLOSED)
        report.closing, report.closing_words, report.closed_at = closing, words, now()
        report.save()
        _keep_proof(report, by, proof)
        answer_promise(report.subject)
        note_deed("reports.report.closed", report, by, {"closing": closing.value}, at=report.closed_at)
        report.asked = tell(ReportClosed, followers_of(report), told_of(report), besides=by)
        report.save(update_fields=["asked"])
        announce(report.subject)
    return report


def reopen(report_id: int, by: Person, words: str) -> Report:
    """Take the work up again, for instance because residents say that it is still there, or it was no duplicate."""
    words = check_words(words)
    if Report.objects.filter(pk=report_id, duplicate_of__isnull=False).exists():
        return undo_merge(report_id, by, words)
    with transaction.atomic():
        report = _becoming(report_id, by, State.OPEN)
        report.closed_at, report.closing, report.closing_words = None, "", ""
        report.save()
        said = say(report, by, Comment.Kind.ANSWER, words)
        reopen_promise(report.subject)
        note_deed("reports.report.reopened", report, by, said=said)
        tell(ReportMoved, followers_of(report), told_of(report), besides=by)
        announce(report.subject)
    return report


def _becoming(report_id: int, by: Person, state: State) -> Report:
    report = locked(report_id)
    require(may_handle(by, report))
    # What goes on elsewhere is moved there; it comes back by `undo_merge` alone.
    if report.duplicate_of_id or not can_become(State(report.state), state):
        raise RefusedError(_("Somebody was faster: this report is not in a state that allows this any more."))
    report.state = state
    return report


def _keep_proof(report: Report, by: Person, proof: Sequence[str]) -> None:
    for upload in claim(proof, purpose="reports.photo", by=by):
        Photo.objects.create(report=report, upload=upload, is_proof=True)
