"""What moderation can take away from a report and from the words added to it, and put back; it keeps what it took."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from parvis.kernel.files.models import Upload
from parvis.kernel.notices.actions import announce
from parvis.kernel.permissions.verdict import Verdict
from parvis.kernel.trust.things import Reader, Thing
from parvis.services.reports.actions.part import locked
from parvis.services.reports.actions.traces import publicly
from parvis.services.reports.models import Comment, Photo, Report
from parvis.services.reports.policies import may_handle, may_see


class ReportShelf:
    """Reports: all of one, some of its words, a photograph of the place or of the work."""

    def found(self, public_ids: Collection[str]) -> list[Thing]:
        known = Report.objects.select_related("category", "office", "promise", "author", "area")
        rows = known.prefetch_related("photos__upload")
        return [_thing_of(each) for each in rows.filter(public_id__in=list(public_ids)).order_by("pk")]

    def lock(self, public_id: str) -> Thing | None:
        found = Report.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
        return _thing_of(locked(found)) if found else None

    def may_see(self, reader: Reader, thing: Thing) -> Verdict:
        return may_see(reader, thing.row)

    def may_decide(self, reader: Reader, thing: Thing) -> Verdict:
        return may_handle(reader, thing.row)

    def hide(self, thing: Thing) -> None:
        _save(thing.row, is_public=False)

    def show(self, thing: Thing) -> None:
        _save(thing.row, is_public=not thing.row.category.is_private)

    def write(self, thing: Thing, words: str) -> None:
        _save(thing.row, words=words)

    def let_go(self, thing: Thing, upload: Upload) -> dict[str, Any]:
        photo = Photo.objects.get(report=thing.row, upload=upload)
        photo.delete()
        announce(thing.about)
        return {"is_proof": photo.is_proof, "created_at": photo.created_at.isoformat()}

    def take_back(self, thing: Thing, upload: Upload, kept: Mapping[str, Any]) -> None:
        sent = datetime.fromisoformat(kept["created_at"])
        Photo.objects.create(report=thing.row, upload=upload, is_proof=kept["is_proof"], created_at=sent)
        announce(thing.about)


class CommentShelf:
    """Words added to a report, by residents and by offices; notes are not for others, so there is nothing to hide."""

    def found(self, public_ids: Collection[str]) -> list[Thing]:
        rows = Comment.objects.select_related(
            "person", "report", "report__category", "report__office", "report__promise", "report__author"
        ).exclude(kind=Comment.Kind.NOTE)
        return [_said_in(each) for each in rows.filter(public_id__in=list(public_ids)).order_by("pk")]

    def lock(self, public_id: str) -> Thing | None:
        known = Comment.objects.filter(public_id=public_id).values_list("report", flat=True).first()
        if known is None:
            return None
        locked(known)
        return next(iter(self.found([public_id])), None)

    def may_see(self, reader: Reader, thing: Thing) -> Verdict:
        return may_see(reader, thing.row.report)

    def may_decide(self, reader: Reader, thing: Thing) -> Verdict:
        return may_handle(reader, thing.row.report)

    def hide(self, thing: Thing) -> None:
        announce(thing.about)  # whoever shows comments asks for the decision

    def show(self, thing: Thing) -> None:
        announce(thing.about)

    def write(self, thing: Thing, words: str) -> None:
        Comment.objects.filter(pk=thing.row.pk).update(words=words)
        announce(thing.about)

    def let_go(self, thing: Thing, upload: Upload) -> dict[str, Any]:
        raise LookupError("Comments have no photographs.")

    def take_back(self, thing: Thing, upload: Upload, kept: Mapping[str, Any]) -> None:
        raise LookupError("Comments have no photographs.")


def _save(report: Report, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(report, name, value)
    report.save(update_fields=list(fields))
    announce(report.subject)


def _thing_of(report: Report) -> Thing:
    return Thing(
        subject=report.subject,
        about=report.subject,
        title=f"{report.category} {report.reference}",
        words=report.words,
        author=report.author,
        path=report.get_absolute_url(),
        photos=tuple(each.upload for each in report.photos.all()),
        where=publicly(report),
        row=report,
    )


def _said_in(comment: Comment) -> Thing:
    report = comment.report
    return Thing(
        subject=comment.subject,
        about=report.subject,
        title=_("Words about %(report)s") % {"report": f"{report.category} {report.reference}"},
        words=comment.words,
        author=comment.person,
        path=f"{report.get_absolute_url()}#comment-{comment.public_id}",
        where=publicly(report),
        row=comment,
    )
