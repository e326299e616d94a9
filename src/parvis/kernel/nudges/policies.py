"""Who sets nudges."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_set(reader: Person | AnonymousUser) -> Verdict:
    """Managers of the public desk."""
    if isinstance(reader, Person) and reader.serves_public_desk(Role.MANAGER):
        return ALLOWED
    return Denied(_("Only managers of the public desk switch nudges."))
