"""Who calls, and who answers."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_call(reader: Person | AnonymousUser) -> Verdict:
    """Owners of the public desk: they speak for the leaders of the city."""
    if isinstance(reader, Person) and reader.serves_public_desk(Role.OWNER):
        return ALLOWED
    return Denied(_("Only owners of the public desk call in the name of the city's leaders."))
