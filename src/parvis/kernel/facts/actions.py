"""The only writer of what people show."""

from parvis.kernel.clock import now
from parvis.kernel.facts.models import Showing
from parvis.kernel.facts.rules import Wish
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person


def choose(person: Person, wish: Wish) -> None:
    """Remember what the person lets others see."""
    chosen = {"kinds": wish.kinds, "since": wish.since, "areas": wish.areas, "chosen_at": now()}
    Showing.objects.update_or_create(person=person, defaults=chosen)


def forget_showing(leaving: Leaving) -> None:
    """Nobody is shown any more."""
    Showing.objects.filter(leaving.whose(person="person")).delete()
