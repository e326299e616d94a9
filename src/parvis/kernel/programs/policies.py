"""Who may do what to a program."""

from django.utils.translation import gettext as _

from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict
from parvis.kernel.programs.models import Program


def may_grant(person: Person) -> Verdict:
    """Managers of the public desk: what a program may do concerns the whole city."""
    if person.serves_public_desk(Role.MANAGER):
        return ALLOWED
    return Denied(_("Only managers of the public desk decide what programs may do."))


def may_change(person: Person, program: Program) -> Verdict:
    """Its owner, while it lives."""
    if program.owner_id != person.pk:
        return Denied(_("This program is somebody else's."))
    if program.revoked_at:
        return Denied(_("This program was switched off. Register it anew."))
    return ALLOWED


def may_revoke(person: Person, program: Program) -> Verdict:
    """Its owner, and the public desk."""
    if program.owner_id == person.pk or may_grant(person):
        return ALLOWED
    return Denied(_("This program is somebody else's."))
