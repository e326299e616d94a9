"""Who sets up layers and prints their labels."""

from django.utils.translation import gettext as _

from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_set_up(person: Person, office: Organisation) -> Verdict:
    """Managers of the office that answers for the layer, and of the public desk."""
    if person.serves(office.pk, Role.MANAGER) or person.serves_public_desk(Role.MANAGER):
        return ALLOWED
    return Denied(_("Only managers of %(office)s set up its layers.") % {"office": office.name})


def may_print(person: Person, office: Organisation) -> Verdict:
    """Everybody of that office, and of the public desk."""
    if person.serves(office.pk) or person.serves_public_desk():
        return ALLOWED
    return Denied(_("Only people of %(office)s print labels for its things.") % {"office": office.name})
