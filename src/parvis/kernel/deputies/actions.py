"""The only writers of lent roles: lend one, take it back, end those whose time is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.control.actions import Deed, decide
from parvis.kernel.deputies.policies import may_lend
from parvis.kernel.deputies.rules import DAYS_LENT_AT_MOST
from parvis.kernel.journal.rules import Plain
from parvis.kernel.people.actions import end_lent_roles, lend_role
from parvis.kernel.people.models import Membership, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import RefusedError, require


@dataclass(frozen=True, slots=True)
class Loan:
    """A role that somebody lends: whose membership, to whom, which role at most, until when."""

    own: Membership
    to: Person
    role: Role
    until: datetime


def lend(loan: Loan, by: Person, reason: str) -> Membership:
    """Let another official act with one's role. `RefusedError`: not one's own, no official, too long, no reason."""
    require(may_lend(by, loan.own, loan.to, loan.role))
    if not now() < loan.until <= now() + timedelta(days=DAYS_LENT_AT_MOST):
        raise RefusedError(_("Choose a day within the next %(days)s days.") % {"days": DAYS_LENT_AT_MOST})
    changes = [("role", None, loan.role.value), ("until", None, str(loan.until.date()))]
    with transaction.atomic():
        lent = lend_role(loan.own, loan.to, loan.role, loan.until)
        _note_lent("lent", loan.own, by, reason, changes)
    return lent


def take_back(lent_id: int, by: Person, reason: str) -> None:
    """End what one lent before its time; done once."""
    with transaction.atomic():
        rows = Membership.objects.select_for_update(of=("self",)).select_related("lent_from__organisation")
        found = rows.filter(pk=lent_id, lent_from__person=by).first()
        if found is not None and found.lent_from is not None:
            end_lent_roles(found)
            _note_lent("returned", found.lent_from, by, reason, [("role", found.role, None)])


def _note_lent(
    deed: str, own: Membership, by: Person, reason: str, changes: Sequence[tuple[str, Plain, Plain]]
) -> None:
    office = own.organisation
    subject = f"control.role:{own.pk}"
    decide(Deed(f"control.role.{deed}", subject, reason, changes, office, data={"office": office.slug}), by)
