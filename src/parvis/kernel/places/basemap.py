"""Builds the base map: one PMTiles file made from OpenStreetMap, or from the city's own GeoJSON where there is none."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import shapely
from django.conf import settings
from pmtiles.tile import Compression, TileType
from pmtiles.writer import Writer

from parvis.kernel.places import osm
from parvis.kernel.places.streets import lines_of
from parvis.kernel.places.tiles import Feature, cut, world

ATTRIBUTION = "© OpenStreetMap contributors"
# The first is where a whole city fits on a phone.
ZOOMS = range(9, 17)
LAYERS = ("land", "green", "water", "rivers", "paved", "buildings", "borders", "roads", "labels")
# How many degrees are shown around a city that comes without a frame.
MARGIN = 0.02
_WRITER: Any = Writer  # it comes without types

type Bounds = tuple[float, float, float, float]


class UnusableMapSourceError(Exception):
    """The base map cannot be made from this; the message says what is needed."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came out."""

    features: int
    tiles: int
    size: int


def path() -> Path:
    """Where this installation keeps its base map."""
    return Path(settings.DATA) / "basemap.pmtiles"


def build_basemap(source: Path, target: Path, bounds: Bounds | None = None) -> Built:
    """Make the map of `source` (an .osm.pbf file, or a folder with `neighborhoods.geojson` and `streets-*.geojson`).

    `bounds` is west, south, east, north in degrees; without it, what the source covers. The same source gives the
    same bytes. The target is there whole or not at all.
    """
    features, bounds = _from_osm(source, bounds) if source.suffix == ".pbf" else _from_geojson(source, bounds)
    drawn = [replace(feature, shape=shapely.transform(feature.shape, world)) for feature in _joined(features)]
    half_made = target.with_name(target.name + ".part")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with half_made.open("wb") as file:
            writer = _WRITER(file)
            for number, data in cut(drawn, ZOOMS):
                writer.write_tile(number, data)
            if not writer.addressed_tiles:
                raise UnusableMapSourceError(f"There is nothing to draw in {source.name}.")
            writer.finalize(_header(bounds), _about())
        half_made.replace(target)
    finally:
        half_made.unlink(missing_ok=True)
    return Built(len(drawn), writer.addressed_tiles, target.stat().st_size)


def _from_osm(source: Path, bounds: Bounds | None) -> tuple[list[Feature], Bounds]:
    try:
        features, coast = osm.features_of(source)
    except RuntimeError as unreadable:
        raise UnusableMapSourceError(
            f"{source.name} cannot be read as an OpenStreetMap file: {unreadable}."
        ) from unreadable
    if not features:
        raise UnusableMapSourceError(f"There is nothing to draw in {source.name}.")
    if bounds is None:
        whole = shapely.total_bounds([feature.shape for feature in features]).tolist()
        west, south, east, north = osm.frame_of(source) or whole
        bounds = (west, south, east, north)
    frame = shapely.box(*bounds)
    clipped = [
        f if shapely.contains(frame, f.shape) else replace(f, shape=shapely.clip_by_rect(f.shape, *bounds))
        for f in features
        if shapely.intersects(frame, f.shape)
    ]
    land = osm.land(coast, frame)
    return [Feature("land", land), Feature("water", shapely.difference(frame, land)), *clipped], bounds


def _from_geojson(folder: Path, bounds: Bounds | None) -> tuple[list[Feature], Bounds]:
    """Neighbourhoods as land with names and borders, and the known streets; of what lies around nothing is said."""
    try:
        areas = json.loads((folder / "neighborhoods.geojson").read_text(encoding="utf-8"))["features"]
    except (OSError, ValueError, KeyError) as missing:
        raise UnusableMapSourceError(
            "Give an .osm.pbf file, or a folder with neighborhoods.geojson and streets-*.geojson."
        ) from missing
    shapes = [shapely.make_valid(shapely.from_geojson(json.dumps(area["geometry"]))) for area in areas]
    features = [Feature("land", shapely.union_all(shapes))]
    features += _areas(areas, shapes)
    features += [feature for file in sorted(folder.glob("streets-*.geojson")) for feature in _streets(file)]
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    return features, bounds or (west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)


def _areas(areas: list[dict[str, Any]], shapes: list[Any]) -> Iterator[Feature]:
    for area, shape in zip(areas, shapes, strict=True):
        facts = {"kind": "place", "rank": 2, **osm.names(area["properties"])}
        yield Feature("borders", shape.boundary)
        yield Feature("labels", shapely.point_on_surface(shape), facts, 10)


def _streets(file: Path) -> Iterator[Feature]:
    for line in lines_of(json.loads(file.read_text(encoding="utf-8"))["features"]):
        kind, since = osm.ROADS.get(line.kind, ("street", 12))
        facts = {
            "kind": kind,
            **osm.names({"name": line.name, **{f"name:{code}": text for code, text in line.names}}),
        }
        yield Feature("roads", shapely.LineString(line.points), facts, since)


def _joined(features: list[Feature]) -> list[Feature]:
    """Lines that look and are called the same become one, so that a street carries its name once and not per piece."""
    lines: dict[tuple[str, int, str], list[Feature]] = {}
    others: list[Feature] = []
    for feature in features:
        if feature.layer == "roads":
            key = (json.dumps(feature.facts, sort_keys=True), feature.since, feature.layer)
            lines.setdefault(key, []).append(feature)
        elif not shapely.is_empty(feature.shape):
            others.append(feature)
    for same in lines.values():
        merged = shapely.line_merge(shapely.union_all([feature.shape for feature in same]))
        others += [replace(same[0], shape=part) for part in shapely.get_parts(merged) if part.length]
    return others


def _header(bounds: Bounds) -> dict[str, Any]:
    west, south, east, north = (round(side * 10_000_000) for side in bounds)
    return {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": west, "min_lat_e7": south, "max_lon_e7": east, "max_lat_e7": north,
        "center_zoom": 13, "center_lon_e7": (west + east) // 2, "center_lat_e7": (south + north) // 2,
    }  # fmt: skip


def _about() -> dict[str, Any]:
    layers = [{"id": name, "fields": {}, "minzoom": ZOOMS[0], "maxzoom": ZOOMS[-1]} for name in LAYERS]
    return {"name": settings.CITY.name, "attribution": ATTRIBUTION, "vector_layers": layers}
