"""The demo data of dispatch: the service itself. No office of the demo has a system that could be reached."""

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation

order = 75


def seed() -> None:
    """A second time changes nothing."""
    offer("dispatch", Organisation.objects.get(is_public_desk=True), stage="open")
