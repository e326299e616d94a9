"""A small city in which things happen: two neighbourhoods, and people who write into the journal."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.clock import now
from parvis.kernel.journal.actions import record
from parvis.kernel.people.models import Person
from parvis.kernel.places.actions import KnownName, learn_names, load_city
from parvis.kernel.places.cells import cell_of
from parvis.kernel.places.index import areas_at
from parvis.kernel.places.models import Area
from parvis.kernel.places.rules import NameKind
from parvis.kernel.testing.cast import office
from parvis.services.around.actions import watch
from parvis.services.around.models import Place, Watch
from parvis.services.around.rules import Circle, Rhythm

type Spot = tuple[float, float]

THING = "23456789"
HERE = (42.355, -71.065)
WEST = (42.355, -71.0795)  # 1.2 km away
OUTSIDE = (42.9, -71.0)


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands on it."""

    east: Area
    west: Area


def square(name: str, west: float, east: float) -> dict[str, Any]:
    """A neighbourhood between two meridians."""
    ring = [[west, 42.34], [east, 42.34], [east, 42.37], [west, 42.37], [west, 42.34]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"name": name}, "geometry": shape}


def build() -> Stage:
    """Everything in place, the service open."""
    features = [square("East Side", -71.07, -71.05), square("West Side", -71.09, -71.07)]
    load_city(
        {"type": "FeatureCollection", "features": features}, {"en": "Boston"}, valid_from=date(2013, 1, 1)
    )
    learn_names(
        [
            KnownName("Beacon Street", *HERE, kind=NameKind.STREET),
            KnownName("Elm Street", 42.3551, -71.0651, kind=NameKind.STREET, subject="elm-1"),
            KnownName("Elm Avenue", 42.3581, -71.0681, kind=NameKind.STREET, subject="elm-2"),
        ],
        source="test",
    )
    offer("around", office("city-desk", "City Desk", is_public_desk=True), stage="open")
    areas = {area.slug: area for area in Area.objects.filter(kind="neighbourhood").order_by("slug")}
    return Stage(areas["east-side"], areas["west-side"])


def happen(
    spot: Spot = HERE,
    *,
    by: str = "guest",
    verb: str = "opened",
    thing: str = THING,
    within: timedelta = timedelta(minutes=1),
) -> None:
    """Something happens at a spot a minute from now: by default somebody reports a light."""
    record(
        f"reports.report.{verb}",
        subject=f"reports.report:{thing}",
        actor=by,
        at=now() + within,
        area_id=areas_at(*spot).neighbourhood,
        cell=cell_of(*spot),
        data={"category": "light", "office": "city-desk"},
    )


def circle(spot: Spot = HERE, radius: int = 500) -> Place:
    """A circle around a spot."""
    return Place(circle=Circle(*spot, radius), spot="Beacon Street")


def watching(
    place: Place, person: Person | None = None, rhythm: Rhythm = Rhythm.HOURLY, **details: Any
) -> Watch:
    """A wish to be told about a place."""
    return watch(place, rhythm, person, language="en", **details)
