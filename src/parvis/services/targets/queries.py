"""Reads of targets: what is promised, and what a change would have meant."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from parvis.kernel.clock import now
from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.promises.calendars import week_of
from parvis.kernel.promises.models import Promise
from parvis.services.reports.contracts import names_of_kinds, targets_of_kinds
from parvis.services.targets.models import Change
from parvis.services.targets.rules import (
    DAYS_LOOKED_AT,
    LOOKED_AT_MOST,
    Past,
    Share,
    days_of,
    due_if,
    share_of,
)


@dataclass(frozen=True, slots=True)
class Preview:
    """What another target would have meant for promises of the last year; `after` is None for a target of none."""

    looked_at: int
    before: Share
    after: Share | None


@dataclass(frozen=True, slots=True)
class Target:
    """What is promised for a category in whole working days, None for nothing; and the last decision about that."""

    category: str
    name: str
    days: int | None
    change: Change | None


def targets() -> list[Target]:
    """What is promised for each category, by name."""
    names = names_of_kinds()
    latest = {each.category: each for each in decided().reverse()}
    rows = [
        Target(slug, names[slug], days_of(minutes), latest.get(slug))
        for slug, minutes in targets_of_kinds().items()
    ]
    return sorted(rows, key=lambda row: row.name)


def decided() -> QuerySet[Change]:
    """What was decided, the newest first."""
    return Change.objects.filter(decided_at__isnull=False).order_by("-decided_at", "-pk")


def proposed() -> QuerySet[Change]:
    """What waits to be decided."""
    return Change.objects.filter(decided_at=None).order_by("-proposed_at", "-pk")


def change_named(public_id: str, *, is_decided: bool | None = None) -> Change:
    """A change; `AbsentError` when there is none, or none that was (or was not) decided."""
    rows = Change.objects.filter(public_id=public_id)
    found = rows.filter(decided_at__isnull=not is_decided).first() if is_decided is not None else rows.first()
    if found is None:
        raise AbsentError
    return found


def preview(change: Change) -> Preview:
    """See `rules.due_if`; over the newest promises of the last year, at most `LOOKED_AT_MOST`."""
    moment = now()
    before: list[Any] = []
    after: list[Any] = []
    for each in _promises(change):
        before.append((each.due_at, each.answered_at))
        if change.minutes is not None and each.minutes is not None:
            past = Past(each.opened_at, each.minutes, each.due_at, each.answered_at)
            after.append((due_if(past, change.minutes, week_of(each.owner_id)), each.answered_at))
    return Preview(
        looked_at=len(before),
        before=share_of(before, moment),
        after=None if change.minutes is None else share_of(after, moment),
    )


def decisions_of(person: Person) -> QuerySet[Any, Any]:
    """What somebody proposed or decided, for “My data”."""
    rows = Change.objects.filter(Q(proposed_by=person) | Q(decided_by=person))
    return rows_of(rows, "proposed_at", "category", "reason", change=F("public_id"), decided=F("decided_at"))


def _promises(change: Change) -> QuerySet[Promise]:
    """Those whose working time is known: what came from elsewhere with a due date of its own says nothing here."""
    since = now() - timedelta(days=DAYS_LOOKED_AT)
    rows = Promise.objects.filter(
        service="reports",
        topic=change.category,
        opened_at__gte=since,
        minutes__isnull=False,
        withdrawn_at=None,
        paused_at=None,
    )
    return rows.order_by("-opened_at", "-pk")[:LOOKED_AT_MOST]
