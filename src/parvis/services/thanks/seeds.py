"""The demo's thanks, given through the action."""

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.journal.queries import latest
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.services.thanks.actions import thank
from parvis.services.thanks.models import Thank
from parvis.services.thanks.rules import THANKED

order = 78
LOOKED_AT = 60


def seed() -> None:
    """Residents thank for what others did lately; a second time changes nothing."""
    offer("thanks", Organisation.objects.get(is_public_desk=True), stage="open")
    people = [
        each for each in Person.objects.filter(is_active=True).order_by("pk")[:8] if not each.is_official()
    ]
    if Thank.objects.exists():
        return
    subjects = list(dict.fromkeys(each.subject for each in latest(LOOKED_AT) if each.question in THANKED))
    for place, subject in enumerate(subjects[:12]):
        for person in people[: 1 + place % 4]:
            try:
                thank(person, subject)
            except (RefusedError, AbsentError):  # their own, or nothing that has an author
                continue
