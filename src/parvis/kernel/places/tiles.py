"""Cuts shapes into vector tiles. No Django.

Shapes come in world units: the square of the Web Mercator map, x and y from 0 to 1, y downwards.
"""

import gzip
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import mapbox_vector_tile
import numpy as np
import shapely
from pmtiles.tile import zxy_to_tileid

# A tile's own units along one side, and how many of them a shape reaches over the rim so that no seam shows.
EXTENT = 4096
RIM = 64
# Bends of fewer units are drawn straight, lines and surfaces of fewer are left out: nobody would see them.
BEND = 2.0
SMALLEST = 8.0
_FURTHEST_NORTH = 85.05


@dataclass(frozen=True, slots=True)
class Feature:
    """One shape with what the style needs to know of it; it is drawn from zoom `since` on."""

    layer: str
    shape: Any
    facts: dict[str, Any] = field(default_factory=dict)
    since: int = 0


def world(degrees: Any) -> Any:
    """Longitudes and latitudes (an array of pairs) to world units."""
    lat = np.radians(np.clip(degrees[:, 1], -_FURTHEST_NORTH, _FURTHEST_NORTH))
    return np.column_stack(((degrees[:, 0] + 180) / 360, (1 - np.arcsinh(np.tan(lat)) / math.pi) / 2))


def cut(features: Sequence[Feature], zooms: Iterable[int]) -> Iterator[tuple[int, bytes]]:
    """The tiles that hold something, as (PMTiles id, gzipped vector tile), in the order of their ids."""
    for zoom in zooms:
        shown = [feature for feature in features if feature.since <= zoom]
        shapes = _seen(np.array([feature.shape for feature in shown], dtype=object), EXTENT * 2**zoom)
        tree = shapely.STRtree(shapes)
        for number, column, row in _numbered(shapes, zoom):
            box = _box(zoom, column, row)
            inside = np.sort(tree.query(box))
            layers = _layers([shown[n] for n in inside], _pieces(shapes[inside], box, zoom, column, row))
            if layers:
                data = mapbox_vector_tile.encode(
                    layers, default_options={"y_coord_down": True, "extents": EXTENT}
                )
                yield number, gzip.compress(data, compresslevel=9, mtime=0)


def _seen(shapes: Any, units: int) -> Any:
    """The shapes as coarse as this zoom shows them; what is too small becomes None, which no tree finds."""
    if not shapes.size:
        return shapes
    bounds = shapely.bounds(shapes)
    size = np.maximum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]) * units
    coarse = shapely.simplify(shapes, BEND / units, preserve_topology=False)
    gone = shapely.is_empty(coarse) | ((size < SMALLEST) & (shapely.get_dimensions(shapes) > 0))
    coarse[gone] = None
    return coarse


def _numbered(shapes: Any, zoom: int) -> list[tuple[int, int, int]]:
    """The tiles that any shape's box touches: their PMTiles number, column and row, in order."""
    touched: set[tuple[int, int]] = set()
    bounds = shapely.bounds(shapes) * 2**zoom
    last = 2**zoom - 1
    for west, north, east, south in bounds[~np.isnan(bounds).any(axis=1)]:
        rows = range(max(0, math.floor(north)), min(last, math.floor(south)) + 1)
        for column in range(max(0, math.floor(west)), min(last, math.floor(east)) + 1):
            touched.update((column, row) for row in rows)
    return sorted((zxy_to_tileid(zoom, column, row), column, row) for column, row in touched)


def _box(zoom: int, column: int, row: int) -> Any:
    rim, side = RIM / EXTENT, 2.0**-zoom
    return shapely.box(
        (column - rim) * side, (row - rim) * side, (column + 1 + rim) * side, (row + 1 + rim) * side
    )


def _pieces(shapes: Any, box: Any, zoom: int, column: int, row: int) -> Any:
    """The part of each shape that lies in the box, in whole units of the tile."""
    clipped = shapely.clip_by_rect(shapes, *shapely.bounds(box))
    scale, corner = EXTENT * 2.0**zoom, np.array([column, row]) * float(EXTENT)
    return shapely.transform(clipped, lambda xy: np.rint(xy * scale - corner))


def _layers(features: Sequence[Feature], pieces: Any) -> list[dict[str, Any]]:
    layers: dict[str, list[dict[str, Any]]] = {}
    for feature, whole in zip(features, pieces, strict=True):
        dimension = shapely.get_dimensions(feature.shape)
        # A surface that only touches the box leaves a line behind; that is no surface.
        parts = [part for part in shapely.get_parts(whole) if shapely.get_dimensions(part) == dimension]
        parts = [part for part in parts if dimension == 0 or part.length > 0]
        if parts:
            shape = parts[0] if len(parts) == 1 else _MANY[dimension](parts)
            layers.setdefault(feature.layer, []).append({"geometry": shape, "properties": feature.facts})
    return [{"name": name, "features": layers[name]} for name in sorted(layers)]


_MANY: Any = (shapely.MultiPoint, shapely.MultiLineString, shapely.MultiPolygon)
