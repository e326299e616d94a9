"""Reads of flags and decisions."""

from collections.abc import Iterable

from django.db.models import QuerySet

from parvis.kernel.trust.models import Decision, Flag


def hidden_among(subjects: Iterable[str]) -> dict[str, Decision]:
    """The standing decisions on these subjects, in one query."""
    standing = Decision.objects.filter(subject__in=list(subjects), lifted_at=None).order_by("pk")
    return {decision.subject: decision for decision in standing}


def waiting_flags() -> QuerySet[Flag]:
    """Flags that nobody looked at yet, oldest first."""
    return Flag.objects.select_related("person").filter(settled_at=None).order_by("created_at")
