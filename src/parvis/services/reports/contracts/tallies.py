"""Public reports, counted by the database for figures; and what was mended, with photographs of before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth

from parvis.kernel.files.models import Upload
from parvis.services.reports.models import Photo, Report, Vote
from parvis.services.reports.queries.find import public_reports
from parvis.services.reports.rules import UNDERWAY, Closing, Finding, State, reference

_DUE = Q(promise__withdrawn_at=None, promise__paused_at=None)


@dataclass(frozen=True, slots=True)
class MonthTally:
    """So many reports were opened in the month that begins with this day, of a group of kinds, in a cell of H3.

    `area` is the neighbourhood or the city as the report keeps it, None for nowhere.
    """

    month: date
    group: str
    area: int | None
    cell: str
    reports: int


@dataclass(frozen=True, slots=True)
class AreaTally:
    """Of the reports of an area: opened and closed in a span, open now; of the promises that fell due in it, how many
    were kept; of those closed in it, how many the residents found fixed, or still there, and how many were asked."""

    area: int | None
    opened: int
    open_now: int
    closed: int
    due: int
    kept: int
    fixed: int
    not_fixed: int
    asked: int


@dataclass(frozen=True, slots=True)
class LookTally:
    """How many people looked after reports of an area were closed; how many of them `said` whether they had told a city
    about something before, and how many had not (`first`)."""

    area: int | None
    answered: int
    said: int
    first: int


@dataclass(frozen=True, slots=True)
class Mended:
    """A public report that was closed, with the first photograph of the place and the last one of the work done.

    `place` is the cursor of what follows it.
    """

    place: int
    id: str
    number: str
    kind: str
    area: str
    address: str
    closed_at: datetime
    before: Upload
    after: Upload


def by_month_and_cell(since: datetime, at: datetime) -> Iterator[MonthTally]:
    """Everything opened in the span, in one pass. Months are the city's; duplicates count as their first report."""
    rows = (
        _counted()
        .filter(opened_at__gte=since, opened_at__lte=at)
        .annotate(month=TruncMonth("opened_at"))
        .order_by()
        .values_list("month", "category__group__slug", "area_id", "cell")
        .annotate(reports=Count("pk"))
    )
    for month, *row in rows.iterator(chunk_size=5000):
        yield MonthTally(month.date(), *row)


def by_area(since: datetime, at: datetime) -> list[AreaTally]:
    """All areas that reports keep, in one pass over the public reports."""
    closed = Q(closed_at__gte=since, closed_at__lte=at)
    due = Q(promise__due_at__gte=since, promise__due_at__lte=at) & _DUE
    rows = (
        _counted()
        .order_by()
        .values_list("area_id")
        .annotate(
            opened=Count("pk", filter=Q(opened_at__gte=since, opened_at__lte=at)),
            open_now=Count("pk", filter=Q(state__in=UNDERWAY)),
            closed=Count("pk", filter=closed),
            due=Count("pk", filter=due),
            kept=Count("pk", filter=due & Q(promise__answered_at__lte=F("promise__due_at"))),
            fixed=Count("pk", filter=closed & Q(finding=Finding.FIXED)),
            not_fixed=Count("pk", filter=closed & Q(finding=Finding.NOT_FIXED)),
            asked=Coalesce(Sum("asked", filter=closed), 0),
        )
    )
    return [AreaTally(*row) for row in rows]


def looks_by_area(since: datetime, at: datetime) -> list[LookTally]:
    """Looks at what was closed in the span, by people, after its end."""
    looks = Vote.objects.filter(
        report__in=_counted().filter(closed_at__gte=since, closed_at__lte=at).values("pk"),
        via="",
        created_at__gte=F("report__closed_at"),
    )
    rows = (
        looks.order_by()
        .values_list("report__area_id")
        .annotate(
            answered=Count("pk"),
            said=Count("pk", filter=Q(first_time__isnull=False)),
            first=Count("pk", filter=Q(first_time=True)),
        )
    )
    return [LookTally(*row) for row in rows]


def mended(*, before: int = 0, most: int) -> list[Mended]:
    """The newest photographs of work done, each with one of the place as it was; `before` is a cursor, 0 for none."""
    found = _proofs().filter(pk__lt=before) if before else _proofs()
    proofs = list(
        found.select_related("upload", "report__category", "report__area").defer("report__area__boundary")[
            :most
        ]
    )
    firsts: dict[int, Photo] = {}
    rows = Photo.objects.filter(report__in=[each.report_id for each in proofs], is_proof=False)
    for photo in rows.select_related("upload").order_by("created_at", "pk"):
        firsts.setdefault(photo.report_id, photo)
    return [_mended(each, firsts[each.report_id]) for each in proofs if each.report_id in firsts]


def _counted() -> QuerySet[Report]:
    return public_reports().exclude(closing=Closing.DUPLICATE)


def _proofs() -> QuerySet[Photo]:
    same = Photo.objects.filter(report=OuterRef("report"))
    closed = public_reports().filter(pk=OuterRef("report"), state=State.CLOSED)
    return Photo.objects.filter(
        Exists(closed),
        Exists(same.filter(is_proof=False)),
        ~Exists(same.filter(is_proof=True, pk__gt=OuterRef("pk"))),
        is_proof=True,
    ).order_by("-pk")


def _mended(proof: Photo, first: Photo) -> Mended:
    report = proof.report
    return Mended(
        place=proof.pk,
        id=report.public_id,
        number=reference(report.public_id),
        kind=str(report.category),
        area=report.area.name if report.area else "",
        address=report.address,
        closed_at=report.closed_at or proof.created_at,
        before=first.upload,
        after=proof.upload,
    )
