"""The demo data of the carrier: the service itself. Its gateway sends nothing anywhere."""

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation

order = 68


def seed() -> None:
    """A second time changes nothing."""
    offer("carrier", Organisation.objects.get(is_public_desk=True), stage="open")
