"""Reads of appeals: what waits, and what became of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.trust.things import Thing, things_at
from parvis.services.appeals.models import Appeal
from parvis.services.moderation.contracts import may_take_away

SHOWN_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """An objection that waits for an answer."""

    appeal: Appeal
    thing: Thing


def appeals_for(reader: Person) -> list[Waiting]:
    """Objections that wait and that this person may read; the first due first."""
    rows = Appeal.objects.select_related("decision", "promise__owner", "promise__holder").filter(
        decided_at=None
    )
    appeals = list(rows.order_by("promise__due_at", "pk")[: SHOWN_AT_ONCE * 4])
    things = things_at({each.decision.subject for each in appeals})
    mine = (
        Waiting(each, things[each.decision.subject]) for each in appeals if each.decision.subject in things
    )
    return [each for each in mine if may_take_away(reader, each.thing)][:SHOWN_AT_ONCE]


def appeal_to(decision: int) -> Appeal | None:
    """The objection to a decision; None where nobody objected."""
    rows = Appeal.objects.select_related("decision", "promise__owner", "promise__holder")
    return rows.filter(decision=decision).first()


def appeal_named(decision: int) -> Appeal:
    """The same; `AbsentError` where nobody objected."""
    found = appeal_to(decision)
    if found is None:
        raise AbsentError
    return found


def public_desk() -> Organisation | None:
    """Where objections go."""
    return Organisation.objects.filter(is_public_desk=True).first()


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of objections; `in_time` of them were answered by the promised day."""

    appeals: int
    upheld: int
    rejected: int
    in_time: int


def answers(since: datetime) -> Answers:
    """Objections since then, counted."""
    found = Appeal.objects.filter(made_at__gte=since).aggregate(
        appeals=Count("pk"),
        upheld=Count("pk", filter=Q(is_upheld=True)),
        rejected=Count("pk", filter=Q(is_upheld=False)),
        in_time=Count("pk", filter=Q(decided_at__lte=F("promise__due_at"))),
    )
    return Answers(**found)


def kept_appeals(person: Person) -> QuerySet[Any, Any]:
    """A person's objections for "My data"."""
    own = Appeal.objects.filter(person=person)
    return rows_of(own, "made_at", "decision_id", "words", "made_at", "decided_at", "is_upheld", "answer")
