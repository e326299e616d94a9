"""Reads of promises: one clock, and how many were kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from parvis.kernel.people.models import Organisation
from parvis.kernel.promises.models import Promise


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
