"""Hiding what breaks the rules of the square, with the reason its author gets; and showing it again."""

from django.db import transaction

from parvis.kernel.journal.actions import record
from parvis.kernel.notices.actions import announce, tell
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import require
from parvis.kernel.trust.actions import hide, show_again
from parvis.kernel.trust.rules import Ground
from parvis.services.reports.actions.part import locked
from parvis.services.reports.actions.traces import publicly
from parvis.services.reports.models import Comment, Report
from parvis.services.reports.notices import ReportHidden
from parvis.services.reports.policies import may_handle


def hide_report(report_id: int, by: Person, ground: Ground, words: str) -> Report:
    """Take the report out of the public pages; the work on it goes on."""
    with transaction.atomic():
        report = locked(report_id)
        require(may_handle(by, report))
        hide(report.subject, ground, words, by)
        report.is_public = False
        report.save(update_fields=["is_public"])
        _tell(report, by, report.author, words)
    return report


def show_report(report_id: int, by: Person) -> Report:
    """The decision is lifted: everyone can see the report again."""
    with transaction.atomic():
        report = locked(report_id)
        require(may_handle(by, report))
        if show_again(report.subject):
            report.is_public = not report.category.is_private
            report.save(update_fields=["is_public"])
    return report


def hide_comment(comment: Comment, by: Person, ground: Ground, words: str) -> Comment:
    """Take one comment out of the public page."""
    with transaction.atomic():
        report = locked(comment.report_id)
        require(may_handle(by, report))
        hide(comment.subject, ground, words, by)
        _tell(report, by, comment.person, words)
    return comment


def _tell(report: Report, by: Person, author: Person | None, words: str) -> None:
    record(
        "reports.report.hidden",
        subject=report.subject,
        actor=by.public_id,
        **publicly(report),
    )
    if author:
        data = {"report": report.public_id, "reference": report.reference, "words": words}
        tell(ReportHidden, [author], data)
    announce(report.subject)
