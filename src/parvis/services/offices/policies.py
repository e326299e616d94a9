"""Who founds offices, gives roles and sets working hours."""

from django.utils.translation import gettext as _

from parvis.kernel.people.models import Membership, Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_found(by: Person) -> Verdict:
    """Owners of the public desk, who speak for the leaders of the city."""
    if by.serves_public_desk(Role.OWNER):
        return ALLOWED
    return Denied(_("Only owners of the public desk found offices and partners."))


def may_lead(by: Person, office: Organisation) -> Verdict:
    """Owners of the office, and of the public desk; what a partner is called is the desk's to say."""
    if by.serves_public_desk(Role.OWNER) or (by.serves(office.pk, Role.OWNER) and not office.is_partner):
        return ALLOWED
    return Denied(_("Only owners of %(office)s and of the public desk change this.") % {"office": office})


def may_appoint(by: Person, person: Person, office: Organisation) -> Verdict:
    """Who leads the office, to others: nobody changes their own role. A deputy leads for a time, a role stays: owners
    give it themselves."""
    allowed = may_lead(by, office)
    if not allowed:
        return allowed
    if by.pk == person.pk:
        return Denied(_("Nobody can change their own role. Ask another owner."))
    own = [
        each for each in by.memberships_with_offices() if each.lent_from is None and each.role == Role.OWNER
    ]
    if not any(each.organisation.is_public_desk or each.organisation_id == office.pk for each in own):
        return Denied(_("A deputy gives and takes no roles. The owner does it."))
    return ALLOWED


def may_dismiss(by: Person, membership: Membership) -> Verdict:
    """Who could have given the role. The last owner of the public desk stays: nobody could name another."""
    office = membership.organisation
    allowed = may_appoint(by, membership.person, office)
    if not allowed or not office.is_public_desk or membership.role != Role.OWNER:
        return allowed
    others = office.memberships.filter(role=Role.OWNER, lent_from=None, person__is_active=True)
    if others.exclude(pk=membership.pk).exists():
        return ALLOWED
    return Denied(_("The public desk needs an owner. Name another one first."))


def may_set_hours(by: Person, office: Organisation | None) -> Verdict:
    """Managers of the office and of the public desk; those of the city (None) are for owners of the desk."""
    if office is None:
        return (
            ALLOWED
            if by.serves_public_desk(Role.OWNER)
            else Denied(_("Only owners of the public desk do this."))
        )
    if (by.serves(office.pk, Role.MANAGER) and not office.is_partner) or by.serves_public_desk(Role.MANAGER):
        return ALLOWED
    return Denied(_("Only managers of %(office)s and of the public desk change this.") % {"office": office})
