"""What comes in through the programs of others: words, a look of their readers, a photograph that came later."""

from datetime import datetime

from django.db import transaction

from parvis.kernel.files.actions import claim
from parvis.kernel.journal.actions import record
from parvis.kernel.notices.actions import announce, tell
from parvis.services.reports.actions.part import check_words, locked, settle_looks
from parvis.services.reports.actions.traces import publicly
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
        report = locked(report_id)
        before = Vote.objects.filter(report=report, person=None, via=via).first()
        if before is None or before.created_at < at:
            look = {"fixed": fixed, "created_at": at}
            Vote.objects.update_or_create(report=report, person=None, via=via, defaults=look)
            if before is None or before.fixed != fixed:
                settle_looks(report)
                _journal("reports.report.found_fixed" if fixed else "reports.report.found_unfixed", report)
                announce(report.subject)
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


def _comment(report: Report, via: str, words: str) -> Comment:
    made = Comment.objects.create(report=report, via=via, words=words)
    _journal("reports.report.commented", report)
    tell(ReportCommented, followers_of(report), {"report": report.public_id, "reference": report.reference})
    announce(report.subject)
    return made


def _journal(verb: str, report: Report) -> None:
    record(
        verb,
        subject=report.subject,
        actor="guest",
        **publicly(report),
        data={"category": report.category.slug},
    )
