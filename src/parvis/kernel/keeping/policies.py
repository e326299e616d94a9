"""Who may leave, and who watches over what is kept."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
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


def may_watch_over(reader: Person | AnonymousUser) -> Verdict:
    """The data-protection officer: the people of the office that the city's file names, or else the desk's managers."""
    if isinstance(reader, Person) and reader.is_active:
        office = settings.CITY.privacy.office
        own = reader.memberships_with_offices()
        if any(each.organisation.slug == office for each in own) if office else _manages_desk(reader):
            return ALLOWED
    return Denied(_("Only the city's data-protection officer sees this."))


def _manages_desk(reader: Person) -> bool:
    return reader.serves_public_desk(Role.MANAGER)
