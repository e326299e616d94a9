"""What offices says about itself. People's roles are kept by `people`, working hours by `promises`."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.control.rules import Reserved, Weight
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.people.rules import Role
from parvis.services.offices.actions import CHANGED, FOUNDED, GIVEN, HOURS, TAKEN

OFFICES = _("Offices of the city")
WHO_WORKS = _("Offices, roles and working hours")
LABELS = {
    "name": _("Name"),
    "email": _("E-mail address"),
    "parent": _("Belongs to"),
    "partner": _("Partner, not an office of the city"),
    "role": _("Role"),
    "week": _("Working hours"),
    "holidays": _("Further days off"),
    "public_holidays": _("Closed on public holidays"),
    f"role={Role.AGENT}": _("agent"),
    f"role={Role.MANAGER}": _("manager"),
    f"role={Role.OWNER}": _("owner"),
}
VERBS = (
    Verb(FOUNDED, _("The city has a new office or partner: {office}.")),
    Verb(CHANGED, _("The city changed an office: {office}.")),
    Verb(HOURS, _("{office} changed its working hours, by which promises are counted.")),
    Verb(GIVEN, _("{office} gave somebody a role.")),
    Verb(TAKEN, _("{office} took a role from somebody.")),
)
_ROLES = {FOUNDED: Role.OWNER, CHANGED: Role.OWNER, HOURS: Role.MANAGER, GIVEN: Role.OWNER, TAKEN: Role.OWNER}
MANIFEST = Manifest(
    module="offices",
    title=OFFICES,
    promise=_("You can read which offices there are, when they work, and why somebody got a role there."),
    icon="buildings",
    question="",
    entry="offices:all",
    verbs=VERBS,
    reserved=tuple(
        Reserved(verb, Weight.RULE, role, desk=verb == FOUNDED, open=True, labels=LABELS)
        for verb, role in _ROLES.items()
    ),
)
