"""Pages of offices with something on them."""

from typing import Any

from parvis.kernel.people.rules import Role
from parvis.kernel.testing.addresses import Sample
from parvis.kernel.testing.cast import member
from parvis.services.offices.actions import Hours, Wish, found, give_role, set_hours

WHY = "The neighbours asked for it, and the council agreed."
WEEK = {day: [["09:00", "12:00"], ["13:00", "16:30"]] for day in ("mon", "tue", "wed", "thu")} | {
    "fri": [],
    "sat": [],
    "sun": [],
}


def samples(cast: Any) -> list[Sample]:
    """A partner with hours of its own and somebody who works there."""
    made = found(cast.olga, Wish({"en": "Repair Café", "ar": "مقهى الإصلاح"}, is_partner=True), WHY)
    set_hours(cast.olga, made, Hours(WEEK), WHY)
    held = give_role(cast.olga, made.slug, member("Rosa"), Role.AGENT, WHY)
    home = f"/office/offices/{made.slug}/"
    return [
        Sample("all offices", "/offices/"),
        Sample("all offices, for officials", "/office/offices/", "olga"),
        Sample("founding an office", "/office/offices/new/", "olga"),
        Sample("hours of the city", "/office/offices/hours/", "olga"),
        Sample("a partner", home, "olga"),
        Sample("an office that one does not lead", "/office/offices/street-lighting/", "amina"),
        Sample("changing an office", f"{home}change/", "olga"),
        Sample("hours of an office", f"{home}hours/", "olga"),
        Sample("taking a role", f"{home}roles/{held.pk}/", "olga"),
    ]
