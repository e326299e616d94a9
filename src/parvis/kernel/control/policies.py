"""Who signs what."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parvis.kernel.control.models import Proposal
from parvis.kernel.control.registry import reserved_verb
from parvis.kernel.control.rules import (
    SIGNATURES_AT_MOST,
    Reserved,
    Standing,
    Wish,
    fitting,
    fitting_after,
    tightened,
)
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def in_whose_name(reserved: Reserved, signers: Sequence[Person], preferred: str) -> Organisation | None:
    """The office in whose name several decide: the preferred one if it is any of theirs, else the last signer's."""
    found = [office_of(each, reserved, preferred) for each in signers]
    return next((each for each in found if each is not None and each.slug == preferred), found[-1])


def may_be_named(by: Person, reserved: Reserved, office: Organisation | None, least: Role) -> bool:
    """Whether somebody signed with a role from which on the city names its officials: theirs at the office in whose
    name it is, else the one by which they may."""
    standing = fitting(reserved, standings(by))
    here = [each for each in standing if office is not None and each.office == office.pk]
    return any(least in each.role.includes for each in here or standing)


def office_of(
    by: Person, reserved: Reserved, preferred: str = "", first: Person | None = None
) -> Organisation | None:
    """The office in whose name somebody may do it: the preferred one (a slug) if it is theirs, else their first."""
    offices = {each.organisation_id: each.organisation for each in by.memberships_with_offices()}
    allowed = [offices[each.office] for each in _fitting(by, reserved, first)]
    return next((each for each in allowed if each.slug == preferred), allowed[0] if allowed else None)


def standings(by: Person) -> list[Standing]:
    """The roles that somebody has today, lent ones included."""
    return [
        Standing(
            each.organisation_id,
            each.today,
            each.organisation.is_public_desk,
            each.organisation.is_partner,
            str(each.lent_from.person_id if each.lent_from else by.pk),
        )
        for each in (by.memberships_with_offices() if by.is_active else ())
    ]


def may_propose(by: Person, reserved: Reserved) -> Verdict:
    """Officials with the named role."""
    if fitting(reserved, standings(by)):
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
        if not fitting(reserved, standings(first)):
            return Denied(_("Who proposed this does not have that role any more. Propose it anew."))
        if not _fitting(by, reserved, first):
            return Denied(
                _("You and who proposed this act by the right of one person. Somebody else signs second.")
            )
    if office is None or office.pk not in {each.office for each in _fitting(by, reserved, first)}:
        return Denied(_("You decide only for an office of yours."))
    return ALLOWED


def may_sign_second(by: Person, proposal: Proposal) -> Verdict:
    """Whoever may sign after who proposed it: what waits is signed by two, whatever the city asks for meanwhile."""
    reserved = tightened(reserved_verb(proposal.verb), Wish(signatures=SIGNATURES_AT_MOST))
    return may_sign(
        by, reserved, office_of(by, reserved, first=proposal.proposed_by), first=proposal.proposed_by
    )


def _fitting(by: Person, reserved: Reserved, first: Person | None) -> list[Standing]:
    """Only where two sign does it count by whose right somebody acts."""
    if first is None or reserved.signatures == 1:
        return fitting(reserved, standings(by))
    return fitting_after(reserved, standings(by), standings(first))
