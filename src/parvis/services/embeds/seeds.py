"""The demo of embeds: the service itself; what it shows are the reports."""

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation

order = 70


def seed() -> None:
    """Open it; a second time changes nothing."""
    offer("embeds", Organisation.objects.get(is_public_desk=True), stage="open")
