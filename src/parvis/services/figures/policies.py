"""Who sees the figures of an office."""

from django.utils.translation import gettext as _

from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_see_figures(person: Person, office: Organisation) -> Verdict:
    """Managers of the office, and the public desk, where every chain ends."""
    if person.serves(office.pk, Role.MANAGER) or person.serves_public_desk():
        return ALLOWED
    return Denied(_("Only managers of %(office)s can open this page.") % {"office": office.name})
