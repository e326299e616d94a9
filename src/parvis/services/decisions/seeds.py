"""The register fills by itself, with what the other rooms' seeds decide."""

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation

order = 72


def seed() -> None:
    """The service itself; a second time changes nothing."""
    offer("decisions", Organisation.objects.get(is_public_desk=True), stage="open")
