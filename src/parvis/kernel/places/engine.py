"""Which areas hold a point, which street is nearest: indexes in memory over plain shapes. No Django.

Degrees go in, metres come out. A point on a border belongs to both sides; the smaller area takes it, then the lower id.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from parvis.kernel.places.rules import METRES_IN_A_DEGREE

NEAR_METRES = 150.0
KINDS = ("neighbourhood", "district", "city")


@dataclass(frozen=True, slots=True)
class AreasAt:
    """The areas that hold a point, by kind. `nearest`: none holds it, these lie within 150 m of it."""

    neighbourhood: int | None = None
    district: int | None = None
    city: int | None = None
    nearest: bool = False

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids that are there, from the narrowest area to the widest."""
        return tuple(area for area in (self.neighbourhood, self.district, self.city) if area is not None)

    def __bool__(self) -> bool:
        return bool(self.ids)


NOWHERE = AreasAt()


@dataclass(frozen=True, slots=True)
class Shape:
    """One area as the index takes it: `geometry` is a (multi)polygon in degrees, x = longitude."""

    id: int
    kind: str
    parent: int | None
    geometry: Any
    valid_from: date
    valid_until: date | None = None


class AreaIndex:
    """Answers for one state of the areas; build a new one when they change. Safe to read from many threads."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        size = shapely.area(np.array([shape.geometry for shape in shapes], dtype=object))
        # The order is the preference: narrow before wide, small before large, then by id.
        order = sorted(range(len(shapes)), key=lambda n: (KINDS.index(shapes[n].kind), size[n], shapes[n].id))
        ranked = [shapes[n] for n in order]
        place = {shape.id: rank for rank, shape in enumerate(ranked)}
        self._shapes = ranked
        self._parents = [place.get(shape.parent, -1) if shape.parent else -1 for shape in ranked]
        self._since = np.array([shape.valid_from.toordinal() for shape in ranked], dtype=np.int64)
        self._until = np.array(
            [(shape.valid_until or date.max).toordinal() for shape in ranked], dtype=np.int64
        )
        # The same twice: arrays for many points at once, plain numbers for one, which is twice as quick.
        self._days = list(zip(self._since.tolist(), self._until.tolist(), strict=True))
        self._geometries = np.array([shape.geometry for shape in ranked], dtype=object)
        self._tree = shapely.STRtree(self._geometries)
        self._resolved = lru_cache(maxsize=65_536)(self._resolve)
        self._warm()

    def __len__(self) -> int:
        return len(self._shapes)

    def at(self, lat: float, lon: float, on: date) -> AreasAt:
        """The areas that hold this point on this day, or the nearest within 150 m, or `NOWHERE`."""
        day = on.toordinal()
        boxes = self._tree.query(shapely.Point(lon, lat))
        hits = boxes[shapely.intersects_xy(self._geometries[boxes], lon, lat)].tolist() if boxes.size else []
        valid = sorted(hit for hit in hits if self._days[hit][0] <= day < self._days[hit][1])
        return self._resolved(tuple(valid), day, False) if valid else self._nearest(lat, lon, day)

    def at_many(
        self, lats: Sequence[float], lons: Sequence[float], on: Sequence[date] | date
    ) -> list[AreasAt]:
        """The same for many points at once; `on` is one day for all or one for each."""
        ys, xs = np.asarray(lats, dtype=np.float64), np.asarray(lons, dtype=np.float64)
        days = np.broadcast_to(
            np.array([on.toordinal() if isinstance(on, date) else 0], dtype=np.int64)
            if isinstance(on, date)
            else np.fromiter((day.toordinal() for day in on), dtype=np.int64, count=len(on)),
            ys.shape,
        )
        points, hits = self._tree.query(shapely.points(xs, ys))
        inside = shapely.intersects_xy(self._geometries[hits], xs[points], ys[points])
        inside &= (self._since[hits] <= days[points]) & (days[points] < self._until[hits])
        points, hits = points[inside], hits[inside]
        order = np.lexsort((hits, points))
        points, hits = points[order], hits[order]
        starts = np.searchsorted(points, np.arange(len(ys) + 1))
        found = hits.tolist()
        return [
            self._resolved(tuple(found[first:last]), day, False)
            if first < last
            else self._nearest(lat, lon, day)
            for first, last, lat, lon, day in zip(
                starts[:-1].tolist(),
                starts[1:].tolist(),
                ys.tolist(),
                xs.tolist(),
                days.tolist(),
                strict=True,
            )
        ]

    def _resolve(self, hits: tuple[int, ...], day: int, nearest: bool) -> AreasAt:
        """One area of each kind. What lies above a chosen area in the tree goes before what merely holds the point."""
        chosen: dict[str, int] = {}
        for hit in hits:
            if self._shapes[hit].kind in chosen:
                continue
            above = hit
            while above >= 0:
                if self._days[above][0] <= day < self._days[above][1]:
                    chosen.setdefault(self._shapes[above].kind, self._shapes[above].id)
                above = self._parents[above]
        return AreasAt(**chosen, nearest=nearest)

    def _nearest(self, lat: float, lon: float, day: int) -> AreasAt:
        if not (math.isfinite(lat) and math.isfinite(lon)):
            return NOWHERE
        high = NEAR_METRES / METRES_IN_A_DEGREE
        wide = high / max(0.01, math.cos(math.radians(lat)))
        box = (lon - wide, lat - high, lon + wide, lat + high)
        around = self._tree.query(shapely.box(*box))
        around = around[(self._since[around] <= day) & (day < self._until[around])]
        if not around.size:
            return NOWHERE
        scale = np.array([METRES_IN_A_DEGREE * math.cos(math.radians(lat)), METRES_IN_A_DEGREE])
        pieces = shapely.transform(
            shapely.clip_by_rect(self._geometries[around], *box), lambda xy: (xy - (lon, lat)) * scale
        )
        metres = shapely.distance(pieces, shapely.Point(0, 0))
        near = [
            (kind_of, round(float(far), 2), int(rank)) for kind_of, far, rank in self._by_kind(around, metres)
        ]
        return (
            self._resolved(tuple(rank for _kind, _far, rank in sorted(near)), day, True) if near else NOWHERE
        )

    def _by_kind(self, around: Any, metres: Any) -> list[tuple[int, float, int]]:
        return [
            (KINDS.index(self._shapes[rank].kind), far, rank)
            for rank, far in zip(around.tolist(), metres.tolist(), strict=True)
            if far <= NEAR_METRES
        ]

    def _warm(self) -> None:
        """Shapely fills these indexes at the first question; asked here, no two threads fill them at once."""
        shapely.prepare(self._geometries)
        if len(self._shapes):
            bounds = shapely.bounds(self._geometries)
            shapely.intersects_xy(
                self._geometries, (bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2
            )
        self._tree.query(shapely.Point(0, 0))


@dataclass(frozen=True, slots=True)
class Nearby:
    """A name and how far away it is, in metres."""

    text: str
    metres: float


class StreetIndex:
    """The lines of the streets, for asking which is nearest."""

    def __init__(self, lines: Sequence[tuple[str, Sequence[Sequence[float]]]]) -> None:
        self._names = [name for name, _line in lines]
        middle = float(np.mean([line[0][1] for _name, line in lines])) if lines else 0.0
        # One scale for the whole city: over 50 km it errs by less than one part in a hundred.
        self._scale = np.array([METRES_IN_A_DEGREE * math.cos(math.radians(middle)), METRES_IN_A_DEGREE])
        self._tree = shapely.STRtree(
            [shapely.LineString(np.asarray(line) * self._scale) for _name, line in lines]
        )
        self._tree.query(shapely.Point(0, 0))

    def __len__(self) -> int:
        return len(self._names)

    def nearest(self, lat: float, lon: float, within: float) -> Nearby | None:
        """The nearest street at most `within` metres away; of two as near, the first by name."""
        point = shapely.Point(lon * self._scale[0], lat * self._scale[1])
        found, metres = self._tree.query_nearest(point, max_distance=within, return_distance=True)
        if not found.size:
            return None
        return min(
            (Nearby(self._names[n], float(far)) for n, far in zip(found, metres, strict=True)),
            key=lambda nearby: (round(nearby.metres, 2), nearby.text),
        )
