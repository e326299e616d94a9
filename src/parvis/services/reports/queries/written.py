"""Who wrote reports and the words added to them, for whoever wants to keep somebody at a distance."""

from collections.abc import Collection

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from parvis.kernel.blocks.contracts import Place, Written
from parvis.kernel.people.models import Person
from parvis.services.reports.models import Comment, Report
from parvis.services.reports.policies import may_see
from parvis.services.reports.queries.find import names_its_writer


def place_of(report: Report) -> Place:
    """The report as a place where others answer its author."""
    return Place(report.subject, report.author_id, named=_is_named(report))


def reports_written(public_ids: Collection[str]) -> list[Written]:
    """Reports and whose they are."""
    rows = Report.objects.select_related("author", "promise").filter(public_id__in=list(public_ids))
    return [
        Written(
            subject=each.subject,
            about=each.subject,
            author=each.author,
            is_named=_is_named(each),
            what=_("A report of %(day)s") % {"day": date_format(localtime(each.sent_at), "DATE_FORMAT")},
            path=each.get_absolute_url(),
            row=each,
        )
        for each in rows.order_by("pk")
    ]


def comments_written(public_ids: Collection[str]) -> list[Written]:
    """Words that residents and offices added; not the notes of an office."""
    rows = Comment.objects.select_related("person", "report__author", "report__promise")
    said = rows.exclude(kind=Comment.Kind.NOTE).filter(public_id__in=list(public_ids))
    return [
        Written(
            subject=each.subject,
            about=each.report.subject,
            author=each.person,
            is_named=names_its_writer(each),
            what=_("A comment of %(day)s") % {"day": date_format(localtime(each.created_at), "DATE_FORMAT")},
            path=f"{each.report.get_absolute_url()}#comment-{each.public_id}",
            for_city=each.office_id is not None,
            row=each.report,
        )
        for each in said.order_by("pk")
    ]


def reads(reader: Person, written: Written) -> bool:
    """Whether this person reads it."""
    return bool(may_see(reader, written.row))


def _is_named(report: Report) -> bool:
    return bool(report.shows_name and report.author and report.author.public_name)
