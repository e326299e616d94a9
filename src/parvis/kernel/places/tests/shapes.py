"""Small towns for tests."""

from typing import Any

SQUARES = "a town of squares, each side a hundredth of a degree"


def square(west: float, south: float, side: float = 0.01) -> list[list[float]]:
    """A closed ring."""
    return [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
    ]


def area(name: str, *rings: list[list[float]], **names: str) -> dict[str, Any]:
    """A feature with a polygon; other names as `fr="…"`."""
    properties = {"name": name, **{f"name:{code}": text for code, text in names.items()}}
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": list(rings)},
    }


def street(name: str, *points: tuple[float, float], **properties: Any) -> dict[str, Any]:
    """A feature with a line; points are longitude, latitude."""
    geometry = {"type": "LineString", "coordinates": [list(point) for point in points]}
    return {"type": "Feature", "properties": {"name": name, **properties}, "geometry": geometry}


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    """A FeatureCollection."""
    return {"type": "FeatureCollection", "features": list(features)}


TWO_HALVES = collection(area("West", square(0, 0), fr="Ouest"), area("East", square(0.01, 0)))
CROSSING = collection(
    street(
        "Beacon Street",
        (-71.070, 42.356),
        (-71.068, 42.3565),
        (-71.066, 42.357),
        highway="secondary",
        osm_id=1,
    ),
    street("Beacon Street", (-71.066, 42.357), (-71.062, 42.358), highway="secondary", osm_id=2),
    street(
        "Charles Street",
        (-71.068, 42.354),
        (-71.068, 42.3565),
        (-71.069, 42.360),
        highway="secondary",
        osm_id=3,
    ),
    street("Joy Street", (-71.0660, 42.3571), (-71.0655, 42.360), highway="residential", osm_id=4),
    street("St Stephen Place", (-71.0700, 42.3500), (-71.0705, 42.3502), highway="residential", osm_id=5),
    street("", (-71.0700, 42.3500), (-71.0705, 42.3502), highway="service"),
)
