"""The demo's figures are counted from its reports."""

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation
from parvis.services.figures.actions import count_anew

order = 71


def seed() -> None:
    """The service itself, and the first counting; a second time counts again."""
    offer("figures", Organisation.objects.get(is_public_desk=True), stage="open")
    count_anew()
