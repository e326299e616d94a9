"""Reads of waits, and their open dataset."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from parvis.kernel.commons.dataset import CC0, Dataset, Field, Kind
from parvis.services.waits.models import SPANS, WHOLE_CITY, Wait
from parvis.services.waits.rules import Verdict, share_of


def in_every_area(span: int, category: str) -> list[Wait]:
    """The lines of one kind of problem, the whole city's among them."""
    return list(Wait.objects.filter(span=span, category=category).order_by("area"))


def of_every_kind(span: int, area: str) -> list[Wait]:
    """The lines of one neighbourhood, or of the whole city."""
    return list(Wait.objects.filter(span=span, area=area).order_by("category"))


def longer_by_kind(span: int) -> dict[str, int]:
    """In how many neighbourhoods people wait longer than chance explains, by kind of problem, where there are any."""
    longer = Wait.objects.filter(span=span, verdict=Verdict.LONGER)
    rows = longer.values_list("category").annotate(areas=Count("pk")).order_by("category")
    return dict(rows)


def kinds_counted() -> dict[str, int]:
    """All kinds of problems that were reported in the longest span, each with the number of its reports."""
    rows = Wait.objects.filter(span=max(SPANS), area=WHOLE_CITY).order_by("category")
    return dict(rows.values_list("category", "reports"))


def counted_at() -> datetime | None:
    """When the waits were counted; None when they never were."""
    found: datetime | None = Wait.objects.aggregate(at=Max("counted_at"))["at"]
    return found


def rows_of(lines: Iterable[Wait]) -> Iterator[tuple[Any, ...]]:
    """Lines as they stand in the dataset."""
    for each in lines:
        share = share_of(each.kept, each.due)
        yield (
            each.category,
            each.area or settings.CITY.slug,
            each.span,
            each.reports,
            each.still_open,
            each.median,
            each.low,
            each.high,
            each.due,
            each.kept,
            share.low if share else None,
            share.high if share else None,
            each.waiting,
            each.waiting_elsewhere,
            each.chance,
            each.verdict or None,
            each.counted_at,
        )


DATASET = Dataset(
    slug="waits",
    title=_("Who waits longer?"),
    description=_(
        "How long reports waited by kind of problem and neighbourhood, the share answered in time, and how surely."
    ),
    safety=_("Only counts of public reports. Where there are few reports, nothing is said of their waits."),
    licence=CC0,
    attribution=settings.CITY.name,
    fields=(
        Field("category", Kind.TEXT, _("What was reported.")),
        Field("area", Kind.TEXT, _("Neighbourhood, or the whole city.")),
        Field("days", Kind.INTEGER, _("Counted are the reports opened in so many days before.")),
        Field("reports", Kind.INTEGER, _("Number of reports, without duplicates.")),
        Field("still_open", Kind.INTEGER, _("How many of them are still open.")),
        Field("median", Kind.INTEGER, _("Half of them were closed within so many days.")),
        Field("median_low", Kind.INTEGER, _("The fewest days for that, with 95 % confidence.")),
        Field("median_high", Kind.INTEGER, _("The most days for that, with 95 % confidence.")),
        Field("due", Kind.INTEGER, _("How many promises fell due.")),
        Field("kept", Kind.INTEGER, _("How many of these were kept in time.")),
        Field("share_low", Kind.INTEGER, _("The smallest share kept, of a hundred, with 95 % confidence.")),
        Field("share_high", Kind.INTEGER, _("The largest share kept, of a hundred, with 95 % confidence.")),
        Field("waiting", Kind.INTEGER, _("Of a hundred, how many still waited after the city’s middle day.")),
        Field("waiting_elsewhere", Kind.INTEGER, _("The same in the rest of the city.")),
        Field("chance", Kind.NUMBER, _("How often chance alone makes such a difference, from 0 to 1.")),
        Field("verdict", Kind.TEXT, _("Beside the rest of the city: longer, shorter, chance, or few.")),
        Field("counted_at", Kind.MOMENT, _("When this was counted.")),
    ),
    rows=lambda: rows_of(Wait.objects.order_by("span", "category", "area").iterator(chunk_size=5000)),
    updated=counted_at,
    keywords=("311", "waits", "fairness"),
)
