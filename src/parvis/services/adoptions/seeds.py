"""The demo data of adoptions: the service itself, and a few hydrants that demo people look after."""

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.demo import PEOPLE
from parvis.kernel.people.models import Organisation, Person
from parvis.services.adoptions.actions import adopt
from parvis.services.assets.contracts import Which, things

order = 79
NAMES = ("Hydra", "Sir Sprinkle")


def seed() -> None:
    """A second time changes nothing."""
    offer("adoptions", Organisation.objects.get(is_public_desk=True), stage="open")
    people = [Person.objects.get(email=each.email) for each in PEOPLE[:2]]
    hydrants = things(Which("hydrants"), 0, len(people))
    for person, hydrant, name in zip(people, hydrants, NAMES, strict=False):
        adopt(hydrant.code, person, name=name)
