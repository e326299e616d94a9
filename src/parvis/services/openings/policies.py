"""Who decides what neighbours can do."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_open(reader: Person | AnonymousUser) -> Verdict:
    """Managers of an office; for what, says `may_decide`."""
    if isinstance(reader, Person) and any(Role.MANAGER in each.includes for each in reader.roles().values()):
        return ALLOWED
    return Denied(_("Only managers of an office decide what neighbours can do."))


def may_decide(by: Person, office: Organisation | None) -> Verdict:
    """Managers of the office that answers for it, and of the public desk."""
    if by.serves_public_desk(Role.MANAGER) or (office is not None and by.serves(office.pk, Role.MANAGER)):
        return ALLOWED
    return Denied(_("Only the office that answers for it decides what neighbours can do."))
