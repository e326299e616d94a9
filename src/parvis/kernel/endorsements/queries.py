"""Reads of endorsements."""

from django.db.models import QuerySet

from parvis.kernel.clock import now
from parvis.kernel.endorsements.models import Endorsement, Kind
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError


def kinds() -> QuerySet[Kind]:
    """What the city checks today."""
    return Kind.objects.select_related("office").filter(ended_at=None)


def kind_named(slug: str) -> Kind:
    """One kind; `AbsentError` where there is none."""
    found = Kind.objects.select_related("office").filter(slug=slug).first()
    if found is None:
        raise AbsentError
    return found


def kind_names(slugs: set[str]) -> dict[str, str]:
    """What kinds are called, as the journal's sentences tell them."""
    return {each.slug: each.name for each in Kind.objects.filter(slug__in=slugs)}


def standing() -> QuerySet[Endorsement]:
    """What stands at this moment."""
    rows = Endorsement.objects.select_related("kind__office").filter(ended_at=None, until__gt=now())
    return rows.order_by("given_at", "pk")


def standing_of(person: Person) -> QuerySet[Endorsement]:
    """What stands of a person, for the person and for officials who decide about it."""
    return standing().filter(person=person)


def shown_of(person: Person) -> QuerySet[Endorsement]:
    """What a person shows to others."""
    return standing_of(person).filter(is_shown=True)


def holds(person: Person, slug: str) -> bool:
    """True when the city checked this about them and it stands; services ask before they hand out a task."""
    return standing_of(person).filter(kind__slug=slug).exists()


def endorsement_named(public_id: str) -> Endorsement:
    """One; `AbsentError` where there is none."""
    rows = Endorsement.objects.select_related("person", "kind__office")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise AbsentError
    return found
