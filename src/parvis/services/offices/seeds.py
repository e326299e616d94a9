"""The demo's partner, who has hours of its own: named through the actions."""

from django.utils.translation import override

from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.services.offices.actions import Hours, Wish, found, set_hours
from parvis.services.offices.rules import Openings

order = 72
NAMES = {
    "en": "Repair Café",
    "fr": "Café de réparation",
    "es": "Café de reparación",
    "ca": "Cafè de reparació",
    "ar": "مقهى الإصلاح",
}
WEEK: dict[str, Openings] = {day: [] for day in ("mon", "tue", "wed", "sun")} | {
    "thu": [["15:00", "20:00"]],
    "fri": [["15:00", "20:00"]],
    "sat": [["10:00", "16:00"]],
}


def seed() -> None:
    """A partner that can have the first word in a service; a second time changes nothing."""
    rows = Person.objects.filter(memberships__organisation__is_public_desk=True, memberships__role=Role.OWNER)
    owner = rows.order_by("pk").first()
    if owner is None or Organisation.objects.filter(is_partner=True).exists():
        return
    with override("en"):
        made = found(
            owner,
            Wish(NAMES, is_partner=True),
            "Neighbours mend what others would throw away, and do it well.",
        )
        hours = Hours(WEEK, keeps_public_holidays=False)
        set_hours(owner, made, hours, "They meet when people have time, also on holidays.")
