"""Reads points from the files in which cities keep what stands in their streets: CSV, GeoJSON, OpenStreetMap.

No Django. A row that cannot be used comes out as such, with its reason, and the rest goes on. Degrees are WGS 84.
"""

import csv
import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import osmium
import shapely

from parvis.kernel.places.rules import is_on_earth

# What the columns are called in the files that we have seen, in lower case.
LATITUDE = ("lat", "latitude", "y", "point_y")
LONGITUDE = ("lon", "lng", "long", "longitude", "x", "point_x")
REFERENCE = ("id", "ref", "reference", "asset_id", "objectid", "object_id", "globalid", "number")
REFERENCE_AT_MOST = 120
OPENSTREETMAP = (".osm", ".pbf", ".osm.bz2")


class UnreadableFileError(ValueError):
    """The whole file cannot be read; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class PointRow:
    """A usable row: where it stands in the file (line or number), what its source calls it, where it is, the rest."""

    line: int
    reference: str
    lat: float
    lon: float
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnusableRow:
    """A row that cannot be used, and the sentence that says why."""

    line: int
    reference: str
    reason: str


type Row = PointRow | UnusableRow


def points_in(path: Path, tags: str = "") -> Iterator[Row]:
    """The rows of a file, read by the end of its name. `tags` says which things of OpenStreetMap are meant, such as
    `amenity=waste_basket, amenity=recycling`: those with any of them. `UnreadableFileError` when it is no such file.
    """
    name = path.name.lower()
    plain = name.removesuffix(".gz")
    try:
        if name.endswith(OPENSTREETMAP):
            yield from _of_openstreetmap(path, tags)
        elif plain.endswith(".csv"):
            with _opened(path) as file:
                yield from _of_csv(file)
        elif plain.endswith((".geojson", ".json")):
            with _opened(path) as file:
                yield from _of_geojson(file)
        else:
            raise UnreadableFileError(f"{path.name} is neither .csv, .geojson nor .osm.pbf.")
    except (json.JSONDecodeError, csv.Error, gzip.BadGzipFile, RuntimeError) as broken:
        raise UnreadableFileError(f"{path.name} is broken: {broken}.") from broken


def _opened(path: Path) -> Any:
    wanted: dict[str, Any] = {"encoding": "utf-8-sig", "errors": "replace", "newline": ""}
    return gzip.open(path, "rt", **wanted) if path.name.lower().endswith(".gz") else path.open("r", **wanted)


def _of_csv(file: TextIO) -> Iterator[Row]:
    head = file.readline()
    file.seek(0)
    reader = csv.DictReader(file, delimiter=max(",;\t", key=head.count))
    columns = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
    lat, lon, reference = (
        next((columns[name] for name in names if name in columns), None)
        for names in (LATITUDE, LONGITUDE, REFERENCE)
    )
    if lat is None or lon is None or reference is None:
        raise UnreadableFileError("The first line must name the columns id, lat and lon.")
    for row in reader:
        facts = {str(name): str(value).strip() for name, value in row.items() if name not in {lat, lon, None}}
        name = facts.pop(reference, "")
        yield _row(reader.line_num, name, row[lat], row[lon], facts)


def _of_geojson(file: TextIO) -> Iterator[Row]:
    whole = json.load(file)
    features = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(features, list):
        raise UnreadableFileError("This is JSON, but no GeoJSON FeatureCollection.")
    for number, feature in enumerate(features, start=1):
        facts = {name: str(value) for name, value in (feature.get("properties") or {}).items() if value}
        known = {name.lower(): value for name, value in facts.items()}
        reference = feature.get("id") or next((known[name] for name in REFERENCE if name in known), "")
        lat, lon = _middle_of(feature.get("geometry"))
        yield _row(number, str(reference), lat, lon, facts)


def _middle_of(geometry: Any) -> tuple[Any, Any]:
    """Latitude and longitude of a point, or of the middle of whatever else it is; Nones where it is nothing."""
    try:
        shape = shapely.from_geojson(json.dumps(geometry))
        middle = shapely.point_on_surface(shape) if shape.geom_type.endswith("Polygon") else shape.centroid
    except (shapely.errors.GEOSException, AttributeError):
        return None, None
    return (middle.y, middle.x) if not middle.is_empty else (None, None)


def _of_openstreetmap(path: Path, tags: str) -> Iterator[Row]:
    pairs = (tag.partition("=") for tag in tags.split(",") if "=" in tag)
    wanted = [(key.strip(), value.strip()) for key, _sign, value in pairs]
    if not wanted:
        raise UnreadableFileError("Say which things of OpenStreetMap are meant, such as highway=street_lamp.")
    things = osmium.FileProcessor(str(path)).with_locations().with_filter(osmium.filter.TagFilter(*wanted))
    rows: Any = iter(things)
    for number, thing in enumerate(rows, start=1):
        if thing.is_relation():
            continue
        lat, lon = (thing.lat, thing.lon) if thing.is_node() else _middle_of_way(thing)
        reference = f"{'node' if thing.is_node() else 'way'}/{thing.id}"
        yield _row(number, reference, lat, lon, {tag.k: tag.v for tag in thing.tags})


def _middle_of_way(way: Any) -> tuple[Any, Any]:
    corners = {(node.lat, node.lon) for node in way.nodes if node.location.valid()}
    if not corners:  # an extract cuts through things at its rim
        return None, None
    lats, lons = zip(*corners, strict=True)
    return sum(lats) / len(lats), sum(lons) / len(lons)


def _row(line: int, reference: str, lat: Any, lon: Any, facts: Mapping[str, str]) -> Row:
    try:
        north, east = (float(str(degrees).strip().replace(",", ".")) for degrees in (lat, lon))
    except ValueError:
        return UnusableRow(line, reference, "It has no place: latitude or longitude is missing.")
    if not is_on_earth(north, east):
        return UnusableRow(line, reference, f"No place on earth: {north}, {east}.")
    if not reference or len(reference) > REFERENCE_AT_MOST:
        return UnusableRow(line, reference[:40], "It has no id by which it could be known again.")
    return PointRow(line, reference, north, east, facts)
