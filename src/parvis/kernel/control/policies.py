"""Who signs what."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parvis.kernel.control.rules import Reserved, Standing, can_lend, offices_for
from parvis.kernel.people.models import Membership, Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def office_of(
    by: Person, reserved: Reserved, preferred: str = "", first: Person | None = None
) -> Organisation | None:
    """The office in whose name somebody may do it: the preferred one (a slug) if it is theirs, else their first."""
    offices = {each.organisation_id: each.organisation for each in by.memberships_with_offices()}
    allowed = [offices[each] for each in _offices(by, reserved, first)]
    return next((each for each in allowed if each.slug == preferred), allowed[0] if allowed else None)


def standings(by: Person) -> list[Standing]:
    """The roles that somebody has today, lent ones included."""
    return [
        Standing(
            each.organisation_id,
            each.today,
            each.organisation.is_public_desk,
            str(each.lent_from.person_id) if each.lent_from else "",
        )
        for each in by.memberships_with_offices()
    ]


def may_propose(by: Person, reserved: Reserved) -> Verdict:
    """Officials with the named role."""
    if by.is_active and offices_for(reserved, standings(by)):
        return ALLOWED
    role = {
        Role.AGENT: pgettext("of an office", "agents"),
        Role.MANAGER: pgettext("of an office", "managers"),
        Role.OWNER: pgettext("of an office", "owners"),
    }[reserved.role]
    if reserved.desk:
        return Denied(_("Only %(role)s of the public desk decide this.") % {"role": role})
    return Denied(_("Only %(role)s of an office decide this.") % {"role": role})


def may_sign(
    by: Person, reserved: Reserved, office: Organisation | None, first: Person | None = None
) -> Verdict:
    """Who may propose it, for an office where they have the role; where two decide, not the one who proposed it."""
    allowed = may_propose(by, reserved)
    if not allowed:
        return allowed
    if reserved.signatures > 1 and first is not None:
        if first.pk == by.pk:
            return Denied(_("You proposed this. Two officials decide it: ask a second one to sign."))
        if not _offices(by, reserved, first):
            return Denied(_("You act as the deputy of who proposed this. Somebody else signs second."))
    if office is None or office.pk not in _offices(by, reserved, first):
        return Denied(_("You decide only for an office of yours."))
    return ALLOWED


def may_lend(by: Person, own: Membership, to: Person, role: Role) -> Verdict:
    """One's own role or a lesser one, to another official of the city who signs in with a second factor."""
    if own.person_id != by.pk or not can_lend(None if own.lent_from_id else own.today, role):
        return Denied(_("You can lend only a role of your own."))
    if to.pk == by.pk or not to.is_official():
        return Denied(_("Name another official of the city, by the address with which they sign in."))
    if not to.has_second_factor():
        return Denied(_("They need a second factor first. They set it up under “Sign in more safely”."))
    return ALLOWED


def _offices(by: Person, reserved: Reserved, first: Person | None) -> list[int]:
    """Only where two sign does it count whose role somebody acts with."""
    lender = str(first.pk) if first is not None and reserved.signatures > 1 else ""
    return offices_for(reserved, standings(by), lender)
