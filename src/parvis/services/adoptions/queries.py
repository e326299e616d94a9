"""Reads of adoptions."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from parvis.kernel.clock import now
from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.needs.registry import Where
from parvis.kernel.needs.rules import Need
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.sheets.rules import Rung
from parvis.services.adoptions.models import Adoption
from parvis.services.assets.contracts import Thing, known_layers, number_by_layer, things_named


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


def needed(_where: Where) -> Iterator[Need]:
    """Layers of things that can be adopted and of which some have nobody; two queries."""
    layers = [each for each in known_layers() if each.wish.may_be_adopted and each.standing]
    codes = Adoption.objects.filter(until=None).values_list("asset", flat=True)
    held = number_by_layer(codes) if layers else {}
    for each in layers:
        free = each.standing - held.get(each.wish.slug, 0)
        if free > 0:
            yield Need(
                subject=f"adoptions.layer:{each.wish.slug}",
                source="adoptions",
                title=gettext("Look after one of these: %(what)s") % {"what": each.name},
                path=f"{reverse('assets:list')}?layer={each.wish.slug}",
                rung=Rung.COMMITMENT,
                since=each.imported_at or now(),
                wanted=free,
                level=Level.CONTACT_CONFIRMED,
            )


def kept_adoptions(person: Person) -> QuerySet[Any, Any]:
    """A person's adoptions for "My data"."""
    rows = Adoption.objects.filter(person=person)
    return rows_of(rows, "since", "asset", "name", "shows_name", "until", "reason")
