"""Who says that an office cannot answer."""

from django.utils.translation import gettext as _

from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_send_away(person: Person, office: Organisation) -> Verdict:
    """Managers of the office, and of the public desk. The desk itself is always there: everything ends with it."""
    if office.is_public_desk:
        return Denied(_("The public desk is always there: what nobody else answers ends with it."))
    if person.serves(office.pk, Role.MANAGER) or person.serves_public_desk(Role.MANAGER):
        return ALLOWED
    return Denied(_("Only managers of %(office)s and of the public desk say this.") % {"office": office})
