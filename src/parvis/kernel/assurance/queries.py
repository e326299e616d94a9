"""Reads of the register."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from parvis.kernel.assurance.models import Residence
from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.places.models import Area


def register_of(person: Person) -> QuerySet[Residence]:
    """Every line about a person that is kept, the newest first."""
    return Residence.objects.select_related("area", "by").filter(person=person)


def standing() -> QuerySet[Residence]:
    """What stands at this moment."""
    return Residence.objects.filter(ended_at=None, until__gt=now())


def standing_of(person: Person) -> QuerySet[Residence]:
    """What stands of a person."""
    return standing().select_related("area__parent").filter(person=person)


def doubted() -> QuerySet[Residence]:
    """What the desk must look at again, the oldest doubt first."""
    rows = standing().select_related("person", "area").filter(doubted_at__isnull=False)
    return rows.order_by("doubted_at", "pk")


def residence_named(public_id: str) -> Residence:
    """One line; `AbsentError` where there is none."""
    found = Residence.objects.select_related("person", "area").filter(public_id=public_id).first()
    if found is None:
        raise AbsentError
    return found


def person_sought(words: str) -> Person | None:
    """Whom an official means: by the number on the person's own page, or by the address they sign in with."""
    words = words.strip()
    return Person.objects.filter(Q(public_id=words.lower()) | Q(email__iexact=words), is_active=True).first()


def person_named(public_id: str) -> Person:
    """Somebody by the number on their page; `AbsentError` where there is nobody."""
    found = Person.objects.filter(public_id=public_id, is_active=True).first()
    if found is None:
        raise AbsentError
    return found


def district_of(area: Area | None) -> str:
    """The slug of the district around an area; of the area itself where the city has no districts. "" for nowhere."""
    step = area
    while step is not None and step.kind != Area.Kind.DISTRICT:
        step = step.parent
    found = step or area
    return found.slug if found is not None else ""


def districts_of(rows: Iterable[Residence]) -> set[str]:
    """The districts in which these confirmations say that somebody lives."""
    return {district_of(each.area) for each in rows if each.area is not None}
