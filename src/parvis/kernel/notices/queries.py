"""Reads of notices."""

from django.db.models import QuerySet

from parvis.kernel.notices.kinds import Category
from parvis.kernel.notices.models import Notice, Preference
from parvis.kernel.people.models import Person


def inbox_of(person: Person) -> QuerySet[Notice]:
    """The person's notices, newest first."""
    return Notice.objects.filter(person=person).order_by("-created_at", "-pk")


def unread_count(person: Person, ceiling: int = 99) -> int:
    """How many are unread, counted no further than the ceiling."""
    return Notice.objects.filter(person=person, read_at=None).order_by("pk")[:ceiling].count()


def wishes_of(person: Person) -> dict[str, bool]:
    """For each category that can be chosen: does the person want it by e-mail?"""
    chosen = dict(
        Preference.objects.filter(person=person, channel="email")
        .order_by("pk")
        .values_list("category", "wanted")
    )
    return {
        category: chosen.get(category, True)
        for category in Category.LABELS
        if category not in Category.ALWAYS
    }
