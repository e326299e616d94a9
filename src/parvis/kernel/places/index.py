"""Point → areas and point → street, from indexes kept in memory that notice when the tables change.

A row in the database carries a stamp that every change renews; it is read again at most once a second, so that a
process sees another's change within that time and its own at once.
"""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

import shapely
from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from parvis.kernel.clock import now
from parvis.kernel.places.engine import NOWHERE, AreaIndex, AreasAt, Nearby, Shape, StreetIndex
from parvis.kernel.places.models import Area, Edition, Street

__all__ = ["NOWHERE", "AreasAt", "Nearby", "areas_at", "areas_at_many", "changed", "nearest_line", "slugs_if"]

STREET_METRES = 60.0


class _Kept[Index]:
    """One index, built when it is first asked for and again when the stamp has changed."""

    def __init__(self, build: Callable[[], Index]) -> None:
        self._build = build
        self._index: Index | None = None
        self._stamp: UUID | None = None
        self._checked = float("-inf")
        self._building = threading.Lock()

    def get(self) -> Index:
        """The index of the present state, at most a second old."""
        index = self._index
        if index is not None and monotonic() - self._checked < settings.PLACES_SECONDS_BETWEEN_CHECKS:
            return index
        with self._building:
            # Read before the build: a change in between is then seen at the next look.
            stamp = Edition.objects.values_list("stamp", flat=True).first()
            if self._index is None or stamp != self._stamp:
                self._index, self._stamp = self._build(), stamp
            self._checked = monotonic()
            return self._index

    def look_again(self) -> None:
        """Read the stamp at the next question."""
        self._checked = float("-inf")


def areas_at(lat: float, lon: float, on: date | None = None) -> AreasAt:
    """The areas of a point (degrees) on a day; today where none is given. False in a condition when there is none.

    A point outside every area but within 150 m of one (on the quay, in the harbour) gets the nearest, so marked.
    """
    return _areas.get().at(lat, lon, on or localdate(now()))


def areas_at_many(
    lats: Sequence[float], lons: Sequence[float], on: Sequence[date] | date | None = None
) -> list[AreasAt]:
    """The same for many points at once; `on` is one day for all or one for each."""
    return _areas.get().at_many(lats, lons, on or localdate(now()))


def nearest_line(lat: float, lon: float, within: float = STREET_METRES) -> Nearby | None:
    """The nearest street whose line is known, at most `within` metres away."""
    return _streets.get().nearest(lat, lon, within)


def changed() -> None:
    """Tell every process that areas or streets are not what they were. To be called inside the change's transaction."""
    Edition.objects.update_or_create(id=1, defaults={"stamp": uuid4()})
    for kept in (_areas, _streets):
        kept.look_again()


def slugs_if(
    lats: Sequence[float], lons: Sequence[float], boundaries: Mapping[str, dict[str, Any]], on: date
) -> list[tuple[str, ...]]:
    """The areas of many points on a day, by slug from the narrowest, if neighbourhoods had these boundaries (GeoJSON
    by slug). For looking ahead: it builds an index of its own, 26 areas in a few milliseconds."""
    known = _shapes()
    slugs = {shape.id: slug for slug, shape in known}
    shapes = [shape for slug, shape in known if not (slug in boundaries and _holds(shape, on))]
    city = next((shape.id for shape in shapes if shape.kind == Area.Kind.CITY and _holds(shape, on)), None)
    for number, (slug, boundary) in enumerate(boundaries.items(), 1):
        slugs[-number] = slug
        geometry = shapely.from_geojson(json.dumps(boundary))
        shapes.append(Shape(-number, Area.Kind.NEIGHBOURHOOD, city, geometry, on))
    found = AreaIndex(shapes).at_many(lats, lons, on)
    return [tuple(slugs[area] for area in each.ids) for each in found]


def _holds(shape: Shape, on: date) -> bool:
    return shape.valid_from <= on and (shape.valid_until is None or on < shape.valid_until)


def _build_areas() -> AreaIndex:
    return AreaIndex([shape for _slug, shape in _shapes()])


def _shapes() -> list[tuple[str, Shape]]:
    """All areas of all days, with their slugs."""
    query = Area.objects.annotate(shape=Cast("boundary", TextField()))
    rows = list(query.values_list("slug", "id", "kind", "parent_id", "shape", "valid_from", "valid_until"))
    geometries = shapely.from_geojson([row[4] for row in rows])
    return [
        (row[0], Shape(*row[1:4], geometry, *row[5:])) for row, geometry in zip(rows, geometries, strict=True)
    ]


def _build_streets() -> StreetIndex:
    return StreetIndex(list(Street.objects.order_by("id").values_list("name", "line")))


_areas = _Kept(_build_areas)
_streets = _Kept(_build_streets)
