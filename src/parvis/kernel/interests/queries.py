"""Reads of interests."""

from parvis.kernel.interests.models import Interest
from parvis.kernel.interests.rules import UNASKED, Interests
from parvis.kernel.people.models import Person


def interests_of(person: Person) -> Interests:
    """What they said; where they did not, everything within reach and no letter."""
    found = Interest.objects.filter(person=person).first()
    return found.said if found else UNASKED
