"""What a first report shows together with those that were merged into it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from parvis.kernel.clock import now
from parvis.kernel.promises.models import Promise
from parvis.kernel.promises.queries import promises_of
from parvis.kernel.sums.givers import Helper
from parvis.services.reports.models import SUBJECT, Comment, Follow, Photo, Report, Vote
from parvis.services.reports.rules import Case, State, reference


@dataclass(frozen=True, slots=True)
class Family:
    """A report and the public ones that were merged into it, and how many people reported it: a guest once a report.

    `numbers` are those of the rows, `duplicates` pairs of public id and reference.
    """

    numbers: tuple[int, ...]
    duplicates: tuple[tuple[str, str], ...]
    people: int


def merged_into() -> ArraySubquery:
    """For `annotate(merged=…)`: what was merged into each report. What the city hid goes on, but is not shown."""
    rows = Report.objects.filter(duplicate_of=OuterRef("pk"), is_public=True).order_by("opened_at", "pk")
    return ArraySubquery(rows.values(one=JSONObject(pk="pk", id="public_id", author="author_id")))


def family_of(report: Report) -> Family:
    """Without a query for a report that comes with `merged`, as from `find.get_for`; else in one."""
    merged = report.__dict__.get("merged")
    if merged is None:
        merged = Report.objects.filter(pk=report.pk).values_list(merged_into(), flat=True).get()
    authors = [report.author_id, *(each["author"] for each in merged)]
    return Family(
        (report.pk, *(each["pk"] for each in merged)),
        tuple((each["id"], reference(each["id"])) for each in merged),
        len({each for each in authors if each is not None}) + authors.count(None),
    )


def shown_at(report_id: int) -> QuerySet[Any, Any]:
    """The report and what was merged into it, for `report__in`."""
    return Report.objects.filter(Q(pk=report_id) | Q(duplicate_of=report_id)).values("pk").order_by()


def helpers_at_report(subject: str) -> list[Helper]:
    """Who went and looked at somebody else's report."""
    rows = Vote.objects.select_related("person").filter(
        report__public_id=subject.removeprefix(f"{SUBJECT}:"), person__is_active=True
    )
    looks = rows.exclude(person=F("report__author")).order_by("pk")
    return [Helper(look.person, look.created_at) for look in looks if look.person]


def followers_at(report_id: int) -> set[int]:
    """The people who follow the report, or what was merged into it, by number."""
    rows = Follow.objects.filter(report__in=shown_at(report_id)).order_by()
    return set(rows.values_list("person_id", flat=True))


def photos_at(report: Report, numbers: Iterable[int]) -> QuerySet[Photo]:
    """The photographs that people see at this report. What others took goes to the first; proofs stay with the deed."""
    rows = Photo.objects.select_related("upload")
    if report.duplicate_of_id:
        return rows.filter(report=report, is_proof=True)
    return rows.filter(Q(report=report) | Q(report__in=list(numbers), is_proof=False))


def comments_at(report: Report, numbers: Iterable[int]) -> QuerySet[Comment]:
    """What people read at this report: residents' words go on at the first, the office's stay with their report."""
    rows = Comment.objects.select_related("person", "office", "report")
    if report.duplicate_of_id:
        return rows.filter(report=report).exclude(kind=Comment.Kind.COMMENT)
    return rows.filter(Q(report=report) | Q(report__in=list(numbers), kind=Comment.Kind.COMMENT))


def looks_at(report: Report) -> list[Vote]:
    """One look of each person and of each other site, the last one; also at what was merged into it.

    Each look of somebody who left counts: nobody can say any more that two were of one.
    """
    rows = Vote.objects.filter(report__in=shown_at(report.pk)).order_by("created_at", "pk")
    return list(
        {
            (look.person_id, look.via) if look.person_id or look.via else look.pk: look for look in rows
        }.values()
    )


def answers_among(looks: Iterable[Vote], report: Report) -> int:
    """How many people looked since its office ended it."""
    ended = report.closed_at
    return sum(ended is not None and not look.via and look.created_at >= ended for look in looks)


def cases_of(reports: Sequence[Report], promises: Mapping[str, Promise] | None = None) -> dict[int, Case]:
    """What counts of each when it may be the same as another. Their promises are read anew unless they are given."""
    moment = now()
    if promises is None:
        promises = promises_of(report.subject for report in reports)
    with_duplicates = set(
        Report.objects.filter(duplicate_of__in=[report.pk for report in reports])
        .order_by()
        .values_list("duplicate_of", flat=True)
    )
    return {
        report.pk: Case(
            number=report.pk,
            state=State(report.state),
            is_public=report.is_public,
            opened_at=report.opened_at or report.sent_at,
            is_duplicate=report.duplicate_of_id is not None,
            has_duplicates=report.pk in with_duplicates,
            promise=promise.outcome(moment) if (promise := promises.get(report.subject)) else None,
        )
        for report in reports
    }
