"""The demo data of openings, made through its actions."""

from django.utils.translation import override

from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level, Role
from parvis.services.openings.actions import Wish, open_help
from parvis.services.openings.models import Opening
from parvis.services.reports.contracts import offered

order = 62
KINDS = ("litter-bin", "snow", "street-light")


def seed() -> None:
    """One kind that neighbours can help with; a second time changes nothing."""
    people = Person.objects.filter(is_active=True).order_by("pk")
    manager = next((each for each in people if each.serves_public_desk(Role.MANAGER)), None)
    kind = next((each for each in KINDS if each in {kind.slug for kind in offered()}), None)
    if manager is None or kind is None or Opening.objects.exists():
        return
    wish = Wish(
        category=kind,
        area="",
        instructions="Put on gloves. Pick up what lies around and put it into the nearest bin. Leave what is heavy.",
        safety="Do not touch needles, glass or anything that leaks. Stay off the roadway. Stop when it gets dark.",
        needs="Gloves and a bag. The City Desk lends both.",
        people=2,
        minutes=60,
        days=3,
        at_once=3,
        level=Level.CONTACT_CONFIRMED,
        reason="Our crew comes twice a week. Who wants it clean today can do it, and we say thank you.",
    )
    with override("en"):
        open_help(manager, wish)
