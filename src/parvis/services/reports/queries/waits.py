"""How long public reports waited, counted by the database: one row for each kind, area and number of days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Expression,
    ExpressionWrapper,
    F,
    FloatField,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Ceil, Extract, Floor, Greatest

from parvis.services.reports.models import Category, Report
from parvis.services.reports.queries.find import public_reports
from parvis.services.reports.rules import Closing

SECONDS_IN_A_DAY = 86_400.0
_COUNTS_AS_DUE = Q(promise__withdrawn_at=None, promise__paused_at=None)


@dataclass(frozen=True, slots=True)
class Waited:
    """So many reports of one kind and area that were closed within `days` days of their opening, the first being day 1;
    or, when not `closed`, that had waited `days` whole days when last looked at.

    `area` is the neighbourhood or the city as the report keeps it, None for nowhere; `recent` when they were opened
    in the shorter of the two spans. `still_open`, `due` and `kept` say how many of them are open now, and how many
    promises fell due and were kept.
    """

    category: str
    area: int | None
    recent: bool
    closed: bool
    days: int
    reports: int
    still_open: int
    due: int
    kept: int


def waited(since: datetime, recent: datetime, at: datetime) -> Iterator[Waited]:
    """What became, up to `at`, of the public reports opened since then; duplicates count as their first report.

    One pass over the reports and promises of the span; the answer grows with the kinds, areas and days in it.
    """
    slugs = dict(Category.objects.order_by("pk").values_list("pk", "slug"))
    due = Q(promise__due_at__lte=at) & _COUNTS_AS_DUE
    rows = (
        _by_day(public_reports().filter(opened_at__gte=since, opened_at__lt=at), at)
        .annotate(recent=_is(Q(opened_at__gte=recent)))
        .order_by()
        .values_list("category_id", "area_id", "recent", "ended", "days")
        .annotate(
            reports=Count("pk"),
            still_open=Count("pk", filter=Q(closed_at=None)),
            due=Count("pk", filter=due),
            kept=Count("pk", filter=due & Q(promise__answered_at__lte=F("promise__due_at"))),
        )
    )
    for category, *row in rows.iterator(chunk_size=5000):
        yield Waited(slugs[category], *row)


def _by_day(rows: QuerySet[Report], at: datetime) -> QuerySet[Report]:
    """Each report with the whole days since its opening (`age`), and in how many of them it `ended`, if it did."""
    age = Floor(_days(Value(at) - F("opened_at")))
    wait = Greatest(Ceil(_days(F("closed_at") - F("opened_at"))), Value(1.0))
    counted = rows.exclude(closing=Closing.DUPLICATE).annotate(age=age, wait=wait)
    ended = _is(Q(closed_at__isnull=False, wait__lte=F("age")))
    days = Cast(Case(When(ended=True, then="wait"), default="age"), IntegerField())
    return counted.annotate(ended=ended).annotate(days=days)


def _days(length: Any) -> Expression:
    seconds = Extract(length, "epoch", output_field=FloatField())
    return ExpressionWrapper(seconds / SECONDS_IN_A_DAY, output_field=FloatField())


def _is(condition: Q) -> Expression:
    return ExpressionWrapper(condition, output_field=BooleanField())
