"""What becomes of reports when somebody leaves."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from parvis.kernel.files.actions import discard
from parvis.kernel.files.models import Upload
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.trust.actions import forget_originals
from parvis.services.reports.models import Comment, Follow, Photo, Report, Vote


def forget_reporter(leaving: Leaving) -> None:
    """Forget who reported, wrote, looked, followed and worked. What they gave stays, because the office works on it.

    Nothing in it leads to them, or from one to the other: places with their hours are enough to tell who lives there.

    With `words_too` their words, comments and photographs go. What waits for an address is opened without one later.
    """
    with transaction.atomic():
        # By number, because the address that finds some of them goes first.
        own = leaving.whose(person="author", email="email")
        mine = list(Report.objects.filter(own).order_by("pk").values_list("pk", flat=True))
        Report.objects.filter(leaving.whose(email="email")).update(email="")
        Report.objects.filter(leaving.whose(person="assignee")).update(assignee=None)
        Follow.objects.filter(leaving.whose(person="person")).delete()
        if leaving.words_too:
            # Answers and notes are the office's words, whoever wrote them.
            said = Comment.objects.filter(leaving.whose(person="person"), kind=Comment.Kind.COMMENT)
            forget_originals(each.subject for each in said.only("public_id").order_by("pk"))
            said.delete()
            _take_words_from(Report.objects.filter(pk__in=mine).select_related("category").order_by("pk"))
        Report.objects.filter(leaving.whose(person="author")).update(author=None, shows_name=False)
        Comment.objects.filter(leaving.whose(person="person")).update(person=None)
        Vote.objects.filter(leaving.whose(person="person")).update(person=None)


def hide_names(person: Person) -> None:
    """They agree to their name beside their reports no longer: it goes from all of them at once."""
    Report.objects.filter(author=person, shows_name=True).update(shows_name=False)


def _take_words_from(reports: QuerySet[Any, Any]) -> None:
    photos = Photo.objects.filter(report__in=reports.values("pk"), is_proof=False)
    uploads = list(Upload.objects.filter(pk__in=photos.values("upload")).order_by("pk"))
    photos.delete()
    discard(uploads)
    forget_originals(report.subject for report in reports)
    for report in reports:
        written = {each.name for each in report.category.typed_questions() if each.kind == "text"}
        report.words = ""
        report.answers = {name: given for name, given in report.answers.items() if name not in written}
        report.save(update_fields=["words", "answers"])
