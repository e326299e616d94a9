"""Reads of notices."""

from django.db.models import QuerySet

from parvis.kernel.notices.models import Notice
from parvis.kernel.people.models import Person


def inbox_of(person: Person) -> QuerySet[Notice]:
    """The person's notices, newest first."""
    return Notice.objects.filter(person=person).order_by("-created_at", "-pk")


def unread_count(person: Person, ceiling: int = 99) -> int:
    """How many are unread, counted no further than the ceiling."""
    return Notice.objects.filter(person=person, read_at=None).order_by("pk")[:ceiling].count()
