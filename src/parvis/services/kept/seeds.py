"""The demo data of kept: nothing of its own; it counts what others promised."""

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation

order = 90


def seed() -> None:
    """Offer it; a second time changes nothing."""
    offer("kept", Organisation.objects.get(is_public_desk=True), stage="open")
