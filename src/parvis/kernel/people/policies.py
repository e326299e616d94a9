"""Who may do what to people and organisations."""

from django.utils.translation import gettext as _

from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_appoint(by: Person, person: Person, organisation: Organisation) -> Verdict:
    """Owners give roles, to others."""
    if not by.serves(organisation.pk, Role.OWNER):
        return Denied(_("Only an owner of %(office)s can give roles there.") % {"office": organisation.name})
    if by.pk == person.pk:
        return Denied(_("Nobody can change their own role. Ask another owner."))
    return ALLOWED
