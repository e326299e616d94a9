"""The demo data of work mail: the people who look after the parks have nothing but a mailbox."""

from django.conf import settings

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.services.dispatch.contracts import connect
from parvis.services.workmail.queries import WAY

order = 76
OFFICE = "parks"


def seed() -> None:
    """From then on new reports of that office go there as letters; a second time changes nothing."""
    offer("workmail", Organisation.objects.get(is_public_desk=True), stage="open")
    office = Organisation.objects.filter(slug=OFFICE).first()
    people = Person.objects.filter(is_active=True).order_by("pk")
    manager = next((each for each in people if each.serves_public_desk(Role.MANAGER)), None)
    if office and manager:
        address = f"{WAY}:{OFFICE}@{settings.CITY.slug}.example"
        connect(office, manager, address, key="", jurisdiction="", codes={})
