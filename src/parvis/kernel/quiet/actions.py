"""The only writers of quiet hours."""

from dataclasses import asdict

from parvis.kernel.clock import now
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.quiet.models import Wish
from parvis.kernel.quiet.rules import QuietHours


def keep_quiet(person: Person, hours: QuietHours) -> None:
    """Remember when this person is not to be disturbed; twice is once."""
    Wish.objects.update_or_create(person=person, defaults={**asdict(hours), "changed_at": now()})


def forget_hours(leaving: Leaving) -> None:
    """Nobody is left to be disturbed."""
    Wish.objects.filter(leaving.whose(person="person")).delete()
