"""Who may leave."""

from django.utils.translation import gettext as _

from parvis.kernel.people.models import Membership, Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_leave(person: Person) -> Verdict:
    """Everybody, unless an organisation would be left without an owner: nobody could give roles in it any more."""
    others = Membership.objects.filter(role=Role.OWNER, lent_from=None, person__is_active=True).exclude(
        person=person
    )
    alone = (
        Organisation.objects.filter(memberships__person=person, memberships__role=Role.OWNER)
        .exclude(pk__in=others.values("organisation"))
        .order_by("slug")
        .first()
    )
    if alone is None:
        return ALLOWED
    return Denied(
        _(
            "You are the only owner of %(office)s. First have somebody else made an owner of it, then come back."
        )
        % {"office": alone.name}
    )
