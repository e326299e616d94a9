"""The demo's waits are counted from its reports."""

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation
from parvis.services.waits.actions import count_anew

order = 70


def seed() -> None:
    """The service itself, and the first counting; a second time counts again."""
    offer("waits", Organisation.objects.get(is_public_desk=True), stage="open")
    count_anew()
