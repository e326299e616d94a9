"""The only writers of targets: somebody proposes another target, somebody decides it."""

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.control.actions import Deed
from parvis.kernel.control.actions import decide as decide_in_public
from parvis.kernel.hours.rules import MINUTES_IN_A_WORKING_DAY
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.services.reports.contracts import change_target, targets_of_kinds
from parvis.services.targets.models import Change
from parvis.services.targets.policies import may_decide
from parvis.services.targets.queries import preview
from parvis.services.targets.rules import DAYS_AT_MOST


def propose(by: Person, category: str, days: int | None) -> Change:
    """Propose so many working days for a category (None: no promise). Nothing changes until it is decided."""
    require(may_decide(by))
    known = targets_of_kinds()
    if category not in known:
        raise RefusedError(_("There is no such category. Choose one of the list."))
    if days is not None and not 1 <= days <= DAYS_AT_MOST:
        raise RefusedError(_("Promise from 1 to %(most)s working days.") % {"most": DAYS_AT_MOST})
    minutes = None if days is None else days * MINUTES_IN_A_WORKING_DAY
    if minutes == known[category]:
        raise RefusedError(_("This is promised already. Choose another number of days."))
    return Change.objects.create(
        category=category, minutes_before=known[category], minutes=minutes, proposed_by=by
    )


def decide(change_id: int, by: Person, reason: str) -> Change:
    """Make the change, with a reason that everybody reads; it counts for what is reported from then on. Done once."""
    with transaction.atomic():
        change = _waiting(change_id, by)
        if change.decided_at is not None:
            return change
        if targets_of_kinds().get(change.category) != change.minutes_before:
            raise RefusedError(_("The target was changed meanwhile. Take this back and propose it anew."))
        found = preview(change)
        change_target(change.category, change.minutes)
        change.meant = {
            "looked_at": found.looked_at,
            "before": [found.before.kept, found.before.broken],
            "after": [found.after.kept, found.after.broken] if found.after else None,
        }
        act = decide_in_public(
            Deed(
                "targets.target.changed",
                change.subject,
                reason,
                changes=[("days", change.days_before, change.days)],
                data={"category": change.category},
            ),
            by,
            first=change.proposed_by,
        )
        change.reason, change.decided_by, change.decided_at = act.reason, by, now()
        change.save()
    return change


def drop(change_id: int, by: Person) -> None:
    """Take a proposal back. What was decided stays."""
    with transaction.atomic():
        change = _waiting(change_id, by)
        if change.decided_at is None:
            change.delete()


def forget_official(leaving: Leaving) -> None:
    """What was decided stays, without saying who decided it."""
    Change.objects.filter(leaving.whose(person="proposed_by")).update(proposed_by=None)
    Change.objects.filter(leaving.whose(person="decided_by")).update(decided_by=None)


def _waiting(change_id: int, by: Person) -> Change:
    require(may_decide(by))
    change = Change.objects.select_for_update(of=("self",)).filter(pk=change_id).first()
    if change is None:
        raise RefusedError(_("Somebody was faster: this proposal is gone."))
    return change
