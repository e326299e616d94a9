"""The demo data of rounds: a day of an inspector of Street Lighting."""

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation, Person
from parvis.services.rounds.actions import take
from parvis.services.rounds.queries import round_today
from parvis.services.rounds.rules import Take

order = 78
STOPS = 8


def seed() -> None:
    """A second time on the same day changes nothing."""
    offer("rounds", Organisation.objects.get(is_public_desk=True), stage="open")
    office = Organisation.objects.filter(slug="street-lighting").first()
    agents = Person.objects.filter(memberships__organisation=office, memberships__role="agent")
    inspector = agents.order_by("pk").first()
    if office is not None and inspector is not None and round_today(inspector) is None:
        take(inspector, office, Take.OLDEST, STOPS)
