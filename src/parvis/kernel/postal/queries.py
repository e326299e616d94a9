"""Reads of paper letters."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.postal.models import PaperLetter
from parvis.kernel.postal.rules import DAYS_OPEN


def open_letters() -> QuerySet[PaperLetter]:
    """Letters that are asked for or on their way, by their own clock."""
    since = now() - timedelta(days=DAYS_OPEN)
    rows = PaperLetter.objects.select_related("person", "area").filter(ended_at=None)
    return rows.filter(Q(printed_at=None, asked_at__gt=since) | Q(printed_at__gt=since))


def letter_of(person: Person) -> PaperLetter | None:
    """The one that a person waits for."""
    return open_letters().filter(person=person).first()


def over() -> QuerySet[PaperLetter]:
    """Letters whose time is over and that are still written down."""
    since = now() - timedelta(days=DAYS_OPEN)
    rows = PaperLetter.objects.filter(ended_at=None)
    return rows.filter(Q(printed_at=None, asked_at__lte=since) | Q(printed_at__lte=since)).order_by("pk")
