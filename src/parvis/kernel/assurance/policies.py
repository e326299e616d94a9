"""Who confirms that somebody lives here, and who takes it back."""

from django.utils.translation import gettext as _

from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_look(by: Person) -> Verdict:
    """Agents of the public desk: it is the counter."""
    if by.serves_public_desk():
        return ALLOWED
    return Denied(_("Only agents of the public desk confirm that somebody lives here."))


def may_confirm(by: Person, person: Person) -> Verdict:
    """Agents of the public desk, for anybody but themselves."""
    if not (allowed := may_look(by)):
        return allowed
    if by.pk == person.pk:
        return Denied(_("Nobody confirms themselves. Ask a colleague."))
    if not person.is_active:
        return Denied(_("This account is closed."))
    return ALLOWED


def may_revoke(by: Person, person: Person) -> Verdict:
    """Managers of the public desk: taking a right away asks for more than giving it."""
    if by.pk == person.pk:
        return Denied(_("Nobody decides about themselves. Ask a colleague."))
    if by.serves_public_desk(Role.MANAGER):
        return ALLOWED
    return Denied(_("Only managers of the public desk take a confirmation back."))
