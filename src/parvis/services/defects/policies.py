"""Who keeps the choices of an office."""

from django.utils.translation import gettext as _

from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_arrange(person: Person, office: Organisation) -> Verdict:
    """Managers of the office itself, and of the public desk."""
    if person.serves(office.pk, Role.MANAGER) or person.serves_public_desk(Role.MANAGER):
        return ALLOWED
    return Denied(_("Only managers of %(office)s keep the choices of its inspectors.") % {"office": office})
