"""The only writers of interests."""

from parvis.kernel.clock import now
from parvis.kernel.interests.models import Interest
from parvis.kernel.interests.rules import Interests
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person


def keep_interests(person: Person, said: Interests) -> None:
    """Remember what this person likes to do; twice is once."""
    sets = {name: sorted(getattr(said, name)) for name in ("skills", "languages", "times")}
    rest = {"most": said.most, "reach": said.reach, "letter": said.letter, "changed_at": now()}
    Interest.objects.update_or_create(person=person, defaults={**sets, **rest})


def forget_interests(leaving: Leaving) -> None:
    """Nobody is left to be invited."""
    Interest.objects.filter(leaving.whose(person="person")).delete()
