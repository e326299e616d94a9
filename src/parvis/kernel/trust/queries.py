"""Reads of flags, decisions and what they took away."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet
from django.db.models.expressions import Combinable

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.trust.models import Decision, Flag, Original, Setback
from parvis.kernel.trust.rules import DAYS_SET_BACK, Standing


def hidden_among(subjects: Iterable[str]) -> dict[str, Decision]:
    """The standing decisions that hide all of these subjects, in one query."""
    standing = Decision.objects.filter(subject__in=list(subjects), part="", lifted_at=None).order_by("pk")
    return {decision.subject: decision for decision in standing}


def waiting_flags() -> QuerySet[Flag]:
    """Flags that nobody looked at yet, oldest first."""
    return Flag.objects.select_related("person").filter(settled_at=None).order_by("created_at")


def hiding(subject: Combinable) -> QuerySet[Decision]:
    """The standing decision that hides all of a subject, as a subquery."""
    return Decision.objects.filter(subject=subject, part="", lifted_at=None).order_by("pk")


def standing_on(subject: str) -> QuerySet[Decision]:
    """What hides something or parts of it now, oldest first."""
    rows = Decision.objects.select_related("upload", "decided_by").filter(subject=subject, lifted_at=None)
    return rows.order_by("decided_at", "pk")


def original_of(subject: str) -> str | None:
    """The whole words of something that some were taken out of; None where none were."""
    return Original.objects.filter(subject=subject).values_list("words", flat=True).first()


def standing_of(person: Person) -> Standing:
    """What the city knows of somebody; one question beside their own row, none for whom nothing would grow."""
    level = Level(person.level)
    if level == Level.GUEST:
        return Standing(level)
    since = now() - timedelta(days=DAYS_SET_BACK)
    lately = Setback.objects.filter(person=person, since__gt=since, decision__lifted_at=None)
    return Standing(level, (now() - person.created_at).days, lately.exists())
