"""Reads of paper letters."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Count, Q, QuerySet

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


def letters_to(digests: Iterable[str]) -> dict[str, int]:
    """How many letters of a year went, or are to go, to each of these addresses; in one query."""
    year = now() - timedelta(days=365)
    rows = PaperLetter.objects.filter(address_digest__in=set(digests) - {""}, asked_at__gt=year)
    counted = rows.order_by().values("address_digest").annotate(letters=Count("pk"))
    return dict(counted.values_list("address_digest", "letters"))
