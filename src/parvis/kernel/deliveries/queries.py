"""Reads of deliveries: counted from the notices, and as everybody sees them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Aggregate, Count, DurationField, F, Max, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.commons.dataset import CC0, Dataset, Field, Kind
from parvis.kernel.deliveries.models import Day
from parvis.kernel.notices.channels import channels
from parvis.kernel.notices.models import EMAIL, Delivery, Pace

DAYS_SHOWN = 30


class _Middle(Aggregate):
    """The middle of an expression: half of the rows have less."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)%(filter)s"
    output_field = DurationField()


@dataclass(frozen=True, slots=True)
class Way:
    """One way over the days shown: what it is called, its days, the newest first, and their sums."""

    name: Any
    days: list[Day]
    sent: int
    failed: int

    @property
    def percent(self) -> int | None:
        """Of a hundred that were tried, those that went out, rounded down."""
        return 100 * self.sent // (self.sent + self.failed) if self.sent + self.failed else None


def counted(since: datetime, until: datetime) -> Iterator[dict[str, Any]]:
    """What became of the deliveries that were written in this span, by way."""
    state, took = Delivery.State, F("sent_at") - Coalesce(F("due_at"), F("created_at"))
    at_once = Q(state=state.SENT, pace=Pace.NOW)
    rows = Delivery.objects.filter(created_at__gte=since, created_at__lt=until).order_by("channel")
    found = rows.values("channel").annotate(
        sent=Count("pk", filter=Q(state=state.SENT)),
        failed=Count("pk", filter=Q(state=state.FAILED)),
        spared=Count("pk", filter=Q(state=state.SPARED)),
        waiting=Count("pk", filter=Q(state=state.WAITING)),
        took=_Middle(took, filter=at_once),
    )
    for row in found:
        seconds = row["took"].total_seconds() if row["took"] is not None else None
        kept = {name: value for name, value in row.items() if name != "took"}
        yield {**kept, "seconds": None if seconds is None else max(0.0, seconds)}


def ways() -> list[Way]:
    """Each way over the last thirty days, e-mail first."""
    since = localdate(now()) - timedelta(days=DAYS_SHOWN)
    days: dict[str, list[Day]] = {}
    for each in Day.objects.filter(day__gte=since).order_by("-day", "channel"):
        days.setdefault(each.channel, []).append(each)
    order = sorted(days, key=lambda name: (name != EMAIL, name))
    return [
        Way(_name(name), days[name], sum(d.sent for d in days[name]), sum(d.failed for d in days[name]))
        for name in order
    ]


def _name(channel: str) -> Any:
    known = channels().get(channel)
    return _("E-mail") if channel == EMAIL else known.label if known else channel


def _rows() -> Iterator[tuple[date, str, int, int, int, int, float | None]]:
    for each in Day.objects.order_by("day", "channel").iterator():
        yield each.day, each.channel, each.sent, each.failed, each.spared, each.waiting, each.seconds


def _updated() -> datetime | None:
    found = Day.objects.aggregate(last=Max("day"), all=Sum("sent"))["last"]
    return datetime.combine(found, datetime.min.time(), tzinfo=settings.CITY.zone) if found else None


DATASET = Dataset(
    slug="deliveries",
    title=_("What reached people"),
    description=_("How many notices went out on each day, by which way, and how soon."),
    safety=_("Only sums over the whole city. No notice and nobody is in it."),
    licence=CC0,
    attribution=settings.CITY.name,
    fields=(
        Field("day", Kind.DAY, _("The day on which they were written.")),
        Field("way", Kind.TEXT, _("By which way: email, or another.")),
        Field("sent", Kind.INTEGER, _("Handed over.")),
        Field("failed", Kind.INTEGER, _("Given up after all tries.")),
        Field("spared", Kind.INTEGER, _("Not needed: read before, or told by another way.")),
        Field("waiting", Kind.INTEGER, _("Not handed over yet when they were counted last.")),
        Field("seconds", Kind.NUMBER, _("From when one was due until it went, in the middle.")),
    ),
    rows=_rows,
    updated=_updated,
    keywords=("notices", "delivery", "e-mail"),
)
