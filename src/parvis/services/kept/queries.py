"""Reads of kept: promises by service and month, who is away, and what other rules would have meant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Max
from django.db.models.functions import TruncMonth
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from parvis.kernel.absences.policies import may_send_away
from parvis.kernel.catalogue.manifest import manifests
from parvis.kernel.clock import now
from parvis.kernel.commons.dataset import CC0, Dataset, Field, Kind
from parvis.kernel.hours.rules import WorkingWeek, minutes_between
from parvis.kernel.people.models import Organisation
from parvis.kernel.promises.calendars import week_of
from parvis.kernel.promises.models import Promise
from parvis.kernel.promises.queries import BROKEN, KEPT, due_between
from parvis.services.kept.rules import Line, Lived, Rules, Share, compared
from parvis.services.reports.contracts import names_of_kinds

MONTHS_SHOWN = 12
# The newest; each takes some microseconds to play again.
PLAYED_AT_MOST = 20_000
DAYS_PLAYED = 31


@dataclass(frozen=True, slots=True)
class Kept:
    """A service: its promises month by month, the newest first, all of them, and those that run at the moment."""

    name: Any
    months: list[tuple[date, Share]]
    whole: Share
    running: int


@dataclass(frozen=True, slots=True)
class Played:
    """Promises of the last days played again: how many, all of them, kind by kind, and how many moved on then."""

    looked_at: int
    whole: Line
    lines: list[Line]


def kept_by_service() -> list[Kept]:
    """How each service kept its promises in the last twelve months; the one with the most first."""
    found: dict[str, dict[date, Share]] = {}
    for service, month, kept, broken in by_month(_first_month()):
        found.setdefault(service, {})[month] = Share(kept, broken)
    open_now = Promise.objects.filter(answered_at=None, withdrawn_at=None).order_by("service")
    running = dict(open_now.values_list("service").annotate(all=Count("pk")))
    rows = [
        Kept(
            name_of(service),
            sorted(found.get(service, {}).items(), reverse=True),
            sum(found.get(service, {}).values(), Share()),
            running.get(service, 0),
        )
        for service in sorted(found.keys() | running.keys())
    ]
    return sorted(rows, key=lambda row: -(row.whole.kept + row.whole.broken))


def by_month(since: datetime) -> Iterator[tuple[str, date, int, int]]:
    """Service, month, kept and broken of what was due from then until now."""
    month = TruncMonth("due_at", tzinfo=settings.CITY.zone)
    rows = due_between(since, now()).annotate(month=month).order_by("service", "month")
    for row in rows.values("service", "month").annotate(kept=KEPT, broken=BROKEN):
        yield row["service"], row["month"].date(), row["kept"], row["broken"]


def name_of(service: str) -> Any:
    """What people call the room that made a promise."""
    known = manifests().get(service)
    return known.title if known else service


def promising() -> list[tuple[str, str]]:
    """The services that promised something lately, for a list to choose from."""
    found = Promise.objects.filter(opened_at__gte=now() - timedelta(days=DAYS_PLAYED)).order_by("service")
    return [(each, str(name_of(each))) for each in found.values_list("service", flat=True).distinct()]


def play_again(service: str, rules: Rules) -> Played:
    """The promises of the last 31 days under other rules."""
    until = now()
    rows = Promise.objects.filter(
        service=service,
        opened_at__gte=until - timedelta(days=DAYS_PLAYED),
        withdrawn_at=None,
        paused_at=None,
    )
    wanted = ("topic", "opened_at", "minutes", "due_at", "answered_at", "owner_id")
    found = list(rows.order_by("-opened_at", "-pk").values_list(*wanted)[:PLAYED_AT_MOST])
    weeks: dict[int, WorkingWeek] = {owner: week_of(owner) for owner in {row[-1] for row in found}}
    lines = compared(((_lived(row[:-1], weeks[row[-1]]), weeks[row[-1]]) for row in found), rules, until)
    before, after = (
        sum((each.before for each in lines), Share()),
        sum((each.after for each in lines), Share()),
    )
    names = names_of_kinds()
    named = [Line(names.get(each.topic, each.topic), each.before, each.after) for each in lines]
    return Played(len(found), Line("", before, after), named)


def _lived(row: Any, week: WorkingWeek) -> Lived:
    """Where a due date came from elsewhere, its working time is what was promised."""
    topic, opened, minutes, due, answered = row
    return Lived(
        topic, opened, minutes_between(opened, due, week) if minutes is None else minutes, due, answered
    )


def offices_sending_away(person: Any) -> list[Organisation]:
    """The offices of which somebody can say that they are away."""
    rows = Organisation.objects.filter(is_public_desk=False).order_by("slug")
    return [each for each in rows if may_send_away(person, each)]


def _first_month() -> datetime:
    today = localdate(now())
    months = today.year * 12 + today.month - MONTHS_SHOWN
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=settings.CITY.zone)


def _rows() -> Iterator[tuple[Any, ...]]:
    beginning = datetime(2000, 1, 1, tzinfo=settings.CITY.zone)
    for service, month, kept, broken in by_month(beginning):
        yield month, service, kept, broken


def _updated() -> datetime | None:
    found: datetime | None = Promise.objects.aggregate(last=Max("opened_at"))["last"]
    return found


DATASET = Dataset(
    slug="promises",
    title=_("Promises kept"),
    description=_("How many promises fell due in each month, by service, and how many of them were kept."),
    safety=_("Only sums over the whole city. No request and nobody is in it."),
    licence=CC0,
    attribution=settings.CITY.name,
    fields=(
        Field("month", Kind.DAY, _("The first day of the month in which they fell due.")),
        Field("service", Kind.TEXT, _("The room that promised.")),
        Field("kept", Kind.INTEGER, _("Answered by the promised day.")),
        Field("broken", Kind.INTEGER, _("Not answered by then.")),
    ),
    rows=_rows,
    updated=_updated,
    keywords=("promises", "service level", "311"),
)
