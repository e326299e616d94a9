"""Reads of phones and messages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.utils.crypto import salted_hmac

from parvis.kernel.clock import now
from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.people.models import Person
from parvis.services.carrier.models import Line, Outgoing, Spent, Stopped, Thread
from parvis.services.carrier.rules import TALK_LASTS, State
from parvis.services.gsm.contracts import DEMO

SHOWN = 20
UNSENT = (State.WAITING, State.ON_ITS_WAY)


@dataclass(frozen=True, slots=True)
class Health:
    """How the messages of today are doing; `last_out` is None where nothing ever went out."""

    gateway: str
    last_out: datetime | None
    waiting: int
    messages: int
    segments: int
    ceiling: int

    @property
    def is_full(self) -> bool:
        """True when the day's money is gone: what waits goes out tomorrow."""
        return self.segments >= self.ceiling

    @property
    def is_demo(self) -> bool:
        """True when nothing leaves this machine."""
        return self.gateway == DEMO


def today() -> datetime:
    """When the city's day began."""
    return now().astimezone(settings.CITY.zone).replace(hour=0, minute=0, second=0, microsecond=0)


def digest_of(phone: str) -> str:
    """What is kept of a number that must be known again; keyed, because phone numbers are few enough to be tried."""
    return salted_hmac("carrier.stopped", phone, algorithm="sha256").hexdigest()


def is_stopped(phone: str) -> bool:
    """True while this number wants no messages."""
    return Stopped.objects.filter(pk=digest_of(phone)).exists()


def troubled() -> list[Outgoing]:
    """What did not arrive, or may not have, the newest first."""
    rows = Outgoing.objects.select_related("line")
    return list(rows.filter(state__in=[State.FAILED, State.UNSURE])[:SHOWN])


def health() -> Health:
    """The state of things."""
    day = today()
    rows = Outgoing.objects.aggregate(
        last=Max("sent_at"),
        waiting=Count("pk", filter=Q(state__in=UNSENT)),
        today=Count("pk", filter=Q(sent_at__gte=day)),
    )
    spent = Spent.objects.filter(day=day.date()).values_list("segments", flat=True).first()
    return Health(
        gateway=settings.SMS_GATEWAY,
        last_out=rows["last"],
        waiting=rows["waiting"],
        messages=rows["today"],
        segments=spent or 0,
        ceiling=settings.SMS_SEGMENTS_A_DAY,
    )


def latest_thread(line: str, report: str = "", *, talking: bool = False) -> Thread | None:
    """The report that this phone was told about, or sent, last; or the one named. `talking`: only in these days."""
    rows = Thread.objects.select_related("line").filter(line__public_id=line)
    if report:
        rows = rows.filter(report=report)
    if talking:
        rows = rows.filter(touched_at__gte=now() - TALK_LASTS)
    return rows.first()


def asked_to_look(line: str) -> Thread | None:
    """The report of which this phone was asked last whether it is fixed."""
    return Thread.objects.select_related("line").filter(line__public_id=line, asks_to_look=True).first()


def reaches(report: str) -> bool:
    """True when the sender of this report can be told something by text message."""
    phone = phone_behind(report)
    return bool(phone) and bool(settings.SMS_GATEWAY) and not is_stopped(phone)


def phone_behind(report: str) -> str:
    """The number that a report came from, for those who handle it; empty where it came otherwise."""
    return Line.objects.filter(threads__report=report).values_list("phone", flat=True).first() or ""


def lines_of(person: Person) -> list[str]:
    """The phones of which a person took a report as theirs, by public id."""
    return list(Line.objects.filter(person=person).order_by("pk").values_list("public_id", flat=True))


def kept_lines(person: Person) -> QuerySet[Any, Any]:
    """The same, as "My data" reads them."""
    rows = Line.objects.filter(person=person)
    return rows_of(rows, "last_at", "phone", "language", "last_at")
