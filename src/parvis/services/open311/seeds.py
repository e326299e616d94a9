"""The demo data of Open311: the service itself, and a builder's program that asks for more than every builder has."""

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.demo import PEOPLE
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.programs.actions import register
from parvis.kernel.programs.queries import programs_of
from parvis.services.open311.rules import NEWS, SEND

order = 70


def seed() -> None:
    """A second time changes nothing."""
    offer("open311", Organisation.objects.get(is_public_desk=True), stage="open")
    builder = Person.objects.get(email=PEOPLE[1].email)
    if not programs_of(builder):
        register(builder, "Lamp finder", wanted=[SEND, NEWS])
