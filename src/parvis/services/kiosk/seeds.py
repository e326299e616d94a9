"""The demo data of kiosks: the service, and one that waits for its device. Its code is told to nobody."""

import secrets

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation, Person
from parvis.services.kiosk.actions import put_up
from parvis.services.kiosk.queries import kiosks

order = 66


def seed() -> None:
    """A second time changes nothing."""
    offer("kiosk", Organisation.objects.get(is_public_desk=True), stage="open")
    desk = Person.objects.filter(memberships__organisation__is_public_desk=True).order_by("pk").first()
    if desk is not None and not kiosks():
        put_up(desk, "Central Library, ground floor", secrets.token_urlsafe(12))
