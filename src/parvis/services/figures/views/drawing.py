"""The city as a drawing: outlines and cells in the units of an SVG, and how large a neighbourhood is."""

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import numpy as np
import shapely

from parvis.kernel.places.cells import outline
from parvis.kernel.places.models import Area, Edition

WIDTH = 1000
_KILOMETRES = 6371.0072  # the radius of a globe with the surface of the earth
_BEND = 1.5  # bends of fewer units are drawn straight: nobody would see them


@dataclass(frozen=True, slots=True)
class Drawing:
    """An outline in a drawing `WIDTH` units wide and `height` high; `west`, `north` and `scale` place degrees in it."""

    path: str
    height: int
    west: float
    north: float
    across: float
    down: float

    def cell(self, cell: str) -> str:
        """A cell of H3 as a path."""
        return self._ring(outline(cell)[:-1])

    def _ring(self, ring: Any) -> str:
        points = (
            f"{round((lon - self.west) * self.across)} {round((self.north - lat) * self.down)}"
            for lon, lat in ring
        )
        return f"M{'L'.join(points)}Z"


def drawing_of(slug: str = "") -> Drawing | None:
    """The outline of a neighbourhood, or of the whole city; None where there is none. Kept until areas change."""
    stamp = Edition.objects.values_list("stamp", flat=True).first()
    return _drawing(slug, stamp)


def square_kilometres() -> dict[str, float]:
    """How large each neighbourhood of today is, by slug. Kept until areas change."""
    return _sizes(Edition.objects.values_list("stamp", flat=True).first())


def size_of(boundary: dict[str, Any]) -> float:
    """Square kilometres inside a boundary in degrees, by the sinusoidal projection, which keeps all areas equal."""
    shape = shapely.from_geojson(json.dumps(boundary))
    return float(shapely.area(shapely.transform(shape, _equal_area)))


def _equal_area(points: Any) -> Any:
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.column_stack([_KILOMETRES * lon * np.cos(lat), _KILOMETRES * lat])


@lru_cache(maxsize=128)
def _drawing(slug: str, _stamp: UUID | None) -> Drawing | None:
    today = Area.objects.filter(valid_until=None)
    kind = {"slug": slug, "kind": Area.Kind.NEIGHBOURHOOD} if slug else {"kind": Area.Kind.CITY}
    boundary = today.filter(**kind).values_list("boundary", flat=True).first()
    if boundary is None:
        return None
    shape = shapely.from_geojson(json.dumps(boundary))
    west, south, east, north = shapely.bounds(shape)
    across = WIDTH / (east - west)
    down = across / math.cos(math.radians((south + north) / 2))
    plain = Drawing("", round((north - south) * down), west, north, across, down)
    shape = shapely.simplify(shape, _BEND / across)
    rings = [part.exterior.coords[:-1] for part in getattr(shape, "geoms", [shape]) if not part.is_empty]
    path = "".join(plain._ring(ring) for ring in rings)
    return Drawing(path, plain.height, west, north, across, down)


@lru_cache(maxsize=2)
def _sizes(_stamp: UUID | None) -> dict[str, float]:
    rows = Area.objects.filter(kind=Area.Kind.NEIGHBOURHOOD, valid_until=None).order_by("slug")
    return {slug: size_of(boundary) for slug, boundary in rows.values_list("slug", "boundary")}
