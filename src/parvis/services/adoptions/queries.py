"""Reads of adoptions."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.services.adoptions.models import Adoption
from parvis.services.assets.contracts import Thing, things_named


def thing_named(code: str) -> Thing:
    """The thing with this code. `AbsentError` when there is none."""
    found = next(iter(things_named([code]).values()), None)
    if found is None:
        raise AbsentError
    return found


def standing(codes: Collection[str]) -> QuerySet[Adoption]:
    """The adoptions of these things that are not over, with their people."""
    rows = Adoption.objects.select_related("person").filter(asset__in=list(codes), until=None)
    return rows.order_by("pk")


def adopted_by(person: Person) -> list[tuple[Adoption, Thing]]:
    """What a person looks after, newest first."""
    mine = list(Adoption.objects.filter(person=person, until=None))
    things = things_named([each.asset for each in mine]) if mine else {}
    return [(each, things[each.asset]) for each in mine if each.asset in things]


def kept_adoptions(person: Person) -> QuerySet[Any, Any]:
    """A person's adoptions for "My data"."""
    rows = Adoption.objects.filter(person=person)
    return rows_of(rows, "since", "asset", "name", "shows_name", "until", "reason")
