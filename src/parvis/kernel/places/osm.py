"""What the base map takes from an OpenStreetMap extract. No Django."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import osmium
import shapely
import shapely.ops
import shapely.wkb

from parvis.kernel.places.tiles import Feature

# OpenStreetMap's highway → how it is drawn, and from which zoom on.
ROADS: dict[str, tuple[str, int]] = {
    "motorway": ("motorway", 10), "motorway_link": ("motorway", 12),
    "trunk": ("motorway", 10), "trunk_link": ("motorway", 12),
    "primary": ("main", 10), "primary_link": ("main", 12),
    "secondary": ("main", 11), "secondary_link": ("main", 13),
    "tertiary": ("middle", 12), "tertiary_link": ("middle", 13),
    "unclassified": ("street", 12), "residential": ("street", 12), "living_street": ("street", 13),
    "pedestrian": ("walk", 13), "service": ("service", 14), "track": ("path", 14), "cycleway": ("path", 14),
    "footway": ("path", 15), "path": ("path", 15), "steps": ("path", 15), "bridleway": ("path", 15),
}  # fmt: skip
RAILS = {"rail": 12, "light_rail": 13, "subway": 15, "tram": 14}
GREEN = {
    "leisure": {
        "park",
        "garden",
        "pitch",
        "golf_course",
        "nature_reserve",
        "playground",
        "common",
        "dog_park",
    },
    "landuse": {
        "grass",
        "forest",
        "cemetery",
        "meadow",
        "recreation_ground",
        "village_green",
        "allotments",
        "orchard",
    },
    "natural": {"wood", "scrub", "grassland", "heath"},
}
WATER = {"natural": {"water", "bay"}, "waterway": {"riverbank", "dock"}, "landuse": {"reservoir", "basin"}}
RIVERS = {"river": 11, "canal": 12, "stream": 14, "ditch": 15, "drain": 15}
LABELS = {
    "city": (0, 10), "town": (1, 10), "borough": (2, 11), "suburb": (2, 11), "quarter": (3, 12),
    "neighbourhood": (3, 13), "island": (3, 12), "square": (4, 15),
}  # fmt: skip
BUILDINGS_SINCE = 14
NAMED_GREEN_SINCE = 14


def features_of(path: Path) -> tuple[list[Feature], list[Any]]:
    """What is drawn, in degrees, and the coastlines (land on the left, sea on the right)."""
    features: list[Feature] = []
    coast: list[Any] = []
    wkb = osmium.geom.WKBFactory()
    things: Iterator[Any] = iter(osmium.FileProcessor(str(path)).with_locations().with_areas())
    for thing in things:
        tags = {tag.k: tag.v for tag in thing.tags}
        if not tags:
            continue
        try:
            if thing.is_node():
                features += _point(thing, tags)
            elif thing.is_area():
                features += _surface(shapely.from_wkb(bytes.fromhex(wkb.create_multipolygon(thing))), tags)
            elif thing.is_way() and len(thing.nodes) > 1:
                line = shapely.from_wkb(bytes.fromhex(wkb.create_linestring(thing)))
                if tags.get("natural") == "coastline":
                    coast.append(line)
                features += _line(line, tags)
        except (osmium.InvalidLocationError, RuntimeError):
            # An extract cuts through things at its rim; what is left of them cannot be drawn.
            continue
    return features, coast


def frame_of(path: Path) -> tuple[float, float, float, float] | None:
    """West, south, east, north as the extract itself states them, or None where it does not."""
    with osmium.io.Reader(str(path)) as reader:
        box = reader.header().box()
    return (
        (box.bottom_left.lon, box.bottom_left.lat, box.top_right.lon, box.top_right.lat)
        if box.valid()
        else None
    )


def names(tags: dict[str, str]) -> dict[str, str]:
    """The names of a thing: `name` and one `name:xx` for each language that differs from it."""
    own = {key: text for key, text in tags.items() if key.startswith("name:") and len(key) == 7}
    main = tags.get("name", "")
    return {"name": main, **{key: own[key] for key in sorted(own) if own[key] != main}} if main else {}


def land(coast: list[Any], frame: Any) -> Any:
    """The land inside the frame: what lies on the left of the coastlines; all of it where there is no coast."""
    lines = shapely.line_merge(shapely.union_all(coast)) if coast else shapely.LineString()
    inside = shapely.intersection(lines, frame)
    if shapely.is_empty(inside):
        return frame
    faces = shapely.get_parts(shapely.polygonize([shapely.node(shapely.union_all([inside, frame.boundary]))]))
    wet = [_votes(face, shapely.get_parts(inside)) for face in faces]
    return shapely.union_all([face for face, sea in zip(faces, wet, strict=True) if sea <= 0])


def _votes(face: Any, coast: Any) -> int:
    """How many pieces of coast have this face on their right (sea) more than on their left (land)."""
    votes = 0
    for line in coast:
        for (x, y), (to_x, to_y) in zip(line.coords, line.coords[1:], strict=False):
            middle, step = ((x + to_x) / 2, (y + to_y) / 2), 1e-4
            right = shapely.Point(middle[0] + (to_y - y) * step, middle[1] - (to_x - x) * step)
            left = shapely.Point(middle[0] - (to_y - y) * step, middle[1] + (to_x - x) * step)
            votes += int(shapely.contains(face, right)) - int(shapely.contains(face, left))
    return votes


def _point(node: Any, tags: dict[str, str]) -> Iterator[Feature]:
    if tags.get("place") in LABELS and tags.get("name"):
        yield _label(shapely.Point(node.location.lon, node.location.lat), tags)


def _label(point: Any, tags: dict[str, str]) -> Feature:
    rank, since = LABELS[tags["place"]]
    return Feature("labels", point, {"kind": "place", "rank": rank, **names(tags)}, since)


def _line(line: Any, tags: dict[str, str]) -> Iterator[Feature]:
    if tags.get("highway") in ROADS and tags.get("area") != "yes":
        kind, since = ROADS[tags["highway"]]
        tunnel = {"tunnel": True} if tags.get("tunnel") in {"yes", "building_passage"} else {}
        yield Feature("roads", line, {"kind": kind, **tunnel, **names(tags)}, since)
    elif tags.get("railway") in RAILS and tags.get("tunnel") != "yes":
        yield Feature("roads", line, {"kind": "rail"}, RAILS[tags["railway"]])
    elif tags.get("waterway") in RIVERS and tags.get("tunnel") is None:
        yield Feature("rivers", line, names(tags), RIVERS[tags["waterway"]])


def _surface(shape: Any, tags: dict[str, str]) -> Iterator[Feature]:
    if tags.get("building", "no") != "no":
        yield Feature("buildings", shape, {}, BUILDINGS_SINCE)
    elif any(tags.get(key) in values for key, values in WATER.items()):
        yield Feature("water", shape, names(tags))
    elif any(tags.get(key) in values for key, values in GREEN.items()):
        yield Feature("green", shape)
        if tags.get("name") and tags.get("leisure") in {"park", "garden", "nature_reserve", "common"}:
            facts = {"kind": "green", "rank": 4, **names(tags)}
            yield Feature("labels", shapely.point_on_surface(shape), facts, NAMED_GREEN_SINCE)
    elif tags.get("highway") == "pedestrian" or tags.get("place") == "square":
        yield Feature("paved", shape, {}, 14)
    if tags.get("place") in LABELS and tags.get("name"):
        yield _label(shapely.point_on_surface(shape), tags)
