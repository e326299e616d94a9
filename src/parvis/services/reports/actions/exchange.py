"""What comes in through the programs of others: words, a look of their readers, a photograph that came later."""

from datetime import datetime

from django.db import transaction

from parvis.kernel.files.actions import claim
from parvis.kernel.journal.actions import record
from parvis.kernel.journal.rules import Plain
from parvis.kernel.notices.actions import announce, tell
from parvis.services.reports.actions.part import check_words, locked, locked_both, settle_looks
from parvis.services.reports.actions.traces import publicly, told_of
from parvis.services.reports.models import Comment, Photo, Report, Vote
from parvis.services.reports.notices import ReportCommented
from parvis.services.reports.queries.find import followers_of
from parvis.services.reports.rules import PHOTOS_AT_MOST


def comment_through(report_id: int, via: str, words: str) -> Comment:
    """Words of a resident that another site passes on; it answers for them, and its name stands beside them."""
    words = check_words(words)
    with transaction.atomic():
        return _comment(locked(report_id), via, words)


def look_through(report_id: int, via: str, *, fixed: bool, at: datetime) -> Report:
    """The readers of another site looked at that moment. They have one look together, and the youngest counts:
    one that arrives late does not undo it."""
    with transaction.atomic():
        report, first = _with_first(report_id)
        before = Vote.objects.filter(report=report, person=None, via=via).first()
        if before is None or before.created_at < at:
            look = {"fixed": fixed, "created_at": at}
            Vote.objects.update_or_create(report=report, person=None, via=via, defaults=look)
            if before is None or before.fixed != fixed:
                settle_looks(report)
                settle_looks(first)
                _journal("reports.report.found_fixed" if fixed else "reports.report.found_unfixed", report)
                announce(first.subject)
    return report


def add_photo(report_id: int, upload: str) -> bool:
    """A photograph that arrived after its report; False when there are enough, or when it is claimed already."""
    with transaction.atomic():
        report = locked(report_id)
        if report.photos.filter(is_proof=False).count() >= PHOTOS_AT_MOST:
            return False
        claimed = claim([upload], purpose="reports.photo", by=report.author)
        for each in claimed:
            Photo.objects.create(report=report, upload=each)
        announce(report.subject)
    return bool(claimed)


def _with_first(report_id: int) -> tuple[Report, Report]:
    """The report and where it goes on, which is itself for most."""
    first_id = Report.objects.filter(pk=report_id).values_list("duplicate_of", flat=True).get()
    report, first = locked_both(report_id, first_id or report_id)
    return report, first if report.duplicate_of_id == first.pk else report


def _comment(report: Report, via: str, words: str) -> Comment:
    made = Comment.objects.create(report=report, via=via, words=words)
    _journal("reports.report.commented", report, words=made.public_id)
    goes_on_at = report.duplicate_of or report
    tell(ReportCommented, followers_of(goes_on_at), told_of(goes_on_at))
    announce(goes_on_at.subject)
    return made


def _journal(verb: str, report: Report, **said: Plain) -> None:
    record(
        verb,
        subject=report.subject,
        actor="guest",
        **publicly(report),
        data={"category": report.category.slug, **said},
    )
