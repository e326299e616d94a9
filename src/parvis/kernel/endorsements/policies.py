"""Who says which kinds there are, and who gives them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from parvis.kernel.endorsements.models import ROLES, Kind
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_arrange(by: Person) -> Verdict:
    """Managers of the public desk: a kind counts for the whole city."""
    if by.serves_public_desk(Role.MANAGER):
        return ALLOWED
    return Denied(_("Only managers of the public desk say what the city checks."))


def may_find(by: Person, kinds: Iterable[Kind]) -> Verdict:
    """Whoever gives at least one of these kinds: nobody else has a reason to ask whose an address is."""
    if any(_serves(by, each) for each in kinds):
        return ALLOWED
    return Denied(_("Your role gives no endorsement, so it finds nobody here."))


def may_give(by: Person, kind: Kind, person: Person) -> Verdict:
    """Whoever has the role that the kind names, at the office that it names; never for themselves."""
    if by.pk == person.pk:
        return Denied(_("Nobody decides about themselves. Ask a colleague."))
    if kind.ended_at is not None:
        return Denied(_("The city does not check this any more."))
    return _serves(by, kind)


def may_revoke(by: Person, kind: Kind, person: Person) -> Verdict:
    """The same, also after the kind has ended."""
    if by.pk == person.pk:
        return Denied(_("Nobody decides about themselves. Ask a colleague."))
    return _serves(by, kind)


def _serves(by: Person, kind: Kind) -> Verdict:
    role = Role(kind.role)
    if by.serves(kind.office_id, role):
        return ALLOWED
    words = {"role": ROLES[role], "office": kind.office.name, "kind": kind.name}
    return Denied(_("Only %(role)s of %(office)s say this: %(kind)s.") % words)
