"""A small city: two districts with a neighbourhood each, and whoever is confirmed in them."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from parvis.kernel.assurance.actions import Ground, settle
from parvis.kernel.assurance.models import Residence
from parvis.kernel.assurance.rules import Seen, Way
from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.places.models import Area
from parvis.kernel.places.tests.shapes import square


def area(slug: str, kind: str, west: float, parent: Area | None = None) -> Area:
    """A square of the city; the same again where it is there."""
    found = Area.objects.filter(slug=slug).first()
    return found or Area.objects.create(
        slug=slug,
        names={"en": slug.title()},
        kind=kind,
        parent=parent,
        boundary={"type": "Polygon", "coordinates": [square(west, 10.0)]},
        valid_from=date(2020, 1, 1),
    )


def districts() -> SimpleNamespace:
    """Two districts: the harbour with quay and market, the hill with orchard."""
    harbour = area("harbour", Area.Kind.DISTRICT, 10.0)
    hill = area("hill", Area.Kind.DISTRICT, 10.2)
    quarters = Area.Kind.NEIGHBOURHOOD
    return SimpleNamespace(
        harbour=harbour,
        quay=area("quay", quarters, 10.0, harbour),
        market=area("market", quarters, 10.1, harbour),
        orchard=area("orchard", quarters, 10.2, hill),
        island=area("island", quarters, 10.3),
    )


def at_home(person: Person, where: Area | None, by: Any = None) -> Residence:
    """Somebody whom the city knows to live there, by a counter where an official is named, else by a letter."""
    if by is None:
        return settle(person, Ground(Way.LETTER, where))
    return settle(person, Ground(Way.COUNTER, where, Seen.PASSPORT, by))


def long_known(person: Person, days: int = 90) -> None:
    """What the city knows of somebody, it has known for so long."""
    Residence.objects.filter(person=person).update(since=now() - timedelta(days=days))
