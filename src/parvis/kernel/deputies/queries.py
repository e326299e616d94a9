"""Reads of what is lent."""

from django.db.models import QuerySet

from parvis.kernel.clock import now
from parvis.kernel.people.models import Membership, Person


def lent_by(person: Person) -> QuerySet[Membership]:
    """The roles that somebody lends today."""
    rows = Membership.objects.filter(lent_from__person=person, until__gt=now())
    return rows.select_related("person", "organisation", "lent_from").order_by("until", "pk")
