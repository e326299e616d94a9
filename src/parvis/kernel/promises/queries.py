"""Reads of promises: one clock, and how many were kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from parvis.kernel.people.models import Organisation
from parvis.kernel.promises.models import Promise, Widened, Widening


@dataclass(frozen=True, slots=True)
class Figures:
    """Promises that fell due in a span of time: kept, broken. Withdrawn and paused ones are neither."""

    kept: int
    broken: int

    @property
    def total(self) -> int:
        """All that count."""
        return self.kept + self.broken

    @property
    def share(self) -> int | None:
        """Kept of a hundred, rounded down so that 99.9 does not read as 100; None when nothing fell due."""
        return 100 * self.kept // self.total if self.total else None


def promise_of(subject: str) -> Promise | None:
    """The promise behind one thing, its offices at hand."""
    return Promise.objects.select_related("owner", "holder").filter(subject=subject).first()


def promises_of(subjects: Iterable[str]) -> dict[str, Promise]:
    """The promises behind many things, in one query."""
    return {
        each.subject: each
        for each in Promise.objects.select_related("owner", "holder")
        .filter(subject__in=list(subjects))
        .order_by("id")
    }


def brought_to(office: Organisation) -> QuerySet[Promise]:
    """Promises of other offices that their chain brought to this one, still to be kept."""
    return Promise.objects.filter(holder=office, answered_at=None, withdrawn_at=None).exclude(
        owner=F("holder")
    )


def in_force(service: str, topic: str, area_id: int | None, at: datetime) -> list[Widening]:
    """What gives a promise more time that is made at that moment."""
    rows = Widening.objects.filter(service=service, until__gt=at, since__lte=at)
    of_topic = Q(topics=[]) | Q(topics__contains=[topic])
    of_area = Q(area_ids=[]) | Q(area_ids__contains=[area_id or 0])
    return list(rows.filter(of_topic, of_area).order_by("pk"))


def running(widening: Widening) -> QuerySet[Promise]:
    """The promises that a widening is about and that can still be kept."""
    rows = Promise.objects.filter(
        Q(paused_at__isnull=False) | Q(due_at__gte=widening.since),
        service=widening.service,
        answered_at=None,
        withdrawn_at=None,
        broken_at=None,
    )
    if widening.topics:
        rows = rows.filter(topic__in=widening.topics)
    return rows.filter(area_id__in=widening.area_ids) if widening.area_ids else rows


@dataclass(frozen=True, slots=True)
class Effect:
    """What a widening did: promises that got more time, and of those the ones kept that would have been broken."""

    widened: int
    saved: int


def effects_of(subjects: Iterable[str]) -> dict[str, Effect]:
    """What each of these decisions did, in one query."""
    saved = Q(promise__answered_at__gt=F("due_before"), promise__answered_at__lte=F("promise__due_at"))
    rows = Widened.objects.filter(widening__subject__in=list(subjects)).order_by("widening__subject")
    found = rows.values_list("widening__subject").annotate(all=Count("pk"), saved=Count("pk", filter=saved))
    return {subject: Effect(widened, kept) for subject, widened, kept in found}


def due_between(since: datetime, until: datetime) -> QuerySet[Promise]:
    """Promises that fell due in [since, until) and count."""
    return Promise.objects.filter(due_at__gte=since, due_at__lt=until, withdrawn_at=None, paused_at=None)


# By a column of the index of figures, so that the table itself is not read.
KEPT = Count("due_at", filter=Q(answered_at__lte=F("due_at")))
BROKEN = Count("due_at", filter=Q(answered_at=None) | Q(answered_at__gt=F("due_at")))


def figures(promises: QuerySet[Promise]) -> Figures:
    """Kept and broken among these; they must all be due already."""
    found = promises.aggregate(kept=KEPT, broken=BROKEN)
    return Figures(found["kept"], found["broken"])


def figures_by(promises: QuerySet[Promise], field: str) -> dict[object, Figures]:
    """Kept and broken for each value of a field such as `topic`, `area_id` or `owner_id`."""
    rows = promises.order_by(field).values(field).annotate(kept=KEPT, broken=BROKEN)
    return {row[field]: Figures(row["kept"], row["broken"]) for row in rows}
