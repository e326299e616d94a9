"""Who lends what to whom."""

from django.utils.translation import gettext as _

from parvis.kernel.deputies.rules import can_lend
from parvis.kernel.people.models import Membership, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_lend(by: Person, own: Membership, to: Person, role: Role) -> Verdict:
    """One's own role or a lesser one, to another official of the city who signs in with a second factor."""
    if own.person_id != by.pk or not can_lend(None if own.lent_from_id else own.today, role):
        return Denied(_("You can lend only a role of your own."))
    if to.pk == by.pk or not to.is_official():
        return Denied(_("Name another official of the city, by the address with which they sign in."))
    if not to.has_second_factor():
        return Denied(_("They need a second factor first. They set it up under “Sign in more safely”."))
    return ALLOWED
