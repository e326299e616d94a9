"""Reads of thanks: what was done, and how many thanked for it."""

from typing import Any

from django.db.models import Count, QuerySet

from parvis.kernel.catalogue.queries import service_of
from parvis.kernel.journal.models import Entry
from parvis.kernel.journal.rules import NOWHERE
from parvis.kernel.journal.verbs import declared
from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.sheets.rules import Reward
from parvis.services.thanks.models import Thank
from parvis.services.thanks.rules import THANKED, Done

SUBJECTS_SHOWN = 50


def done_at(subject: str) -> Done | None:
    """What was done at a thing and lies on the square; None where nothing was."""
    verbs = [name for name, verb in declared().items() if verb.question in THANKED]
    rows = Entry.objects.filter(subject=subject, verb__in=verbs, area_id__gt=NOWHERE).order_by("-at", "-id")
    newest = rows.first()
    return Done(newest.at, newest.area_id, newest.cell) if newest else None


def are_thanks_given(subject: str, area_id: int | None) -> bool:
    """Whether the service to which a thing belongs was composed so that people get thanks for it, or more."""
    service = service_of(subject.partition(".")[0], area_id)
    return service is None or service.content.reward is not Reward.NOTHING


def counted(subjects: list[str]) -> dict[str, int]:
    """How many thanked for each; one query."""
    rows = Thank.objects.filter(subject__in=subjects[:SUBJECTS_SHOWN]).order_by("subject")
    return dict(rows.values_list("subject").annotate(number=Count("pk")))


def has_thanked(person: Person, subject: str) -> bool:
    """Whether this person did already."""
    return Thank.objects.filter(person=person, subject=subject).exists()


def thanks_of(person: Person) -> QuerySet[Any, Any]:
    """What somebody thanked for, for “My data”."""
    return rows_of(Thank.objects.filter(person=person), "at", "subject", "at")
