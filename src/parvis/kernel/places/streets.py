"""From lines to streets: what belongs together, and where two streets meet. No Django."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import shapely

from parvis.kernel.places.rules import METRES_IN_A_DEGREE, NameKind, middle

SAME_STREET_METRES = 700.0
MEETING_METRES = 12.0
SAME_CORNER_METRES = 60.0


@dataclass(frozen=True, slots=True)
class Line:
    """One named line: points are [longitude, latitude]."""

    name: str
    points: list[list[float]]
    kind: str = ""
    reference: str = ""
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StreetName:
    """A street or a corner, and a point on it."""

    text: str
    lat: float
    lon: float
    kind: NameKind
    language: str = ""
    subject: str = ""


def lines_of(features: Iterable[dict[str, Any]]) -> Iterator[Line]:
    """The named lines among GeoJSON features; a line in several parts comes out as several."""
    for feature in features:
        properties, geometry = feature.get("properties") or {}, feature.get("geometry") or {}
        name = str(properties.get("name") or "").strip()
        coordinates = geometry.get("coordinates") or []
        parts = {"LineString": [coordinates], "MultiLineString": coordinates}.get(
            str(geometry.get("type")), []
        )
        for part in parts:
            points = [[round(float(x), 7), round(float(y), 7)] for x, y, *_height in part]
            if name and len(points) > 1:
                yield Line(
                    name,
                    points,
                    str(properties.get("highway") or ""),
                    str(properties.get("osm_id") or ""),
                    tuple(
                        (k[5:], str(v)) for k, v in sorted(properties.items()) if k.startswith("name:") and v
                    ),
                )


def names_of(lines: Sequence[Line]) -> Iterator[StreetName]:
    """The searchable names: each street once in a part of town, and each corner."""
    by_name: dict[str, list[Line]] = {}
    for line in lines:
        by_name.setdefault(line.name, []).append(line)
    for name, same in sorted(by_name.items()):
        for part in clusters([_midpoint(line) for line in same]):
            lat, lon = middle(_midpoint(same[n]) for n in part)
            subject = f"{name} {lat:.3f} {lon:.3f}"
            yield StreetName(name, lat, lon, NameKind.STREET, subject=subject)
            for language, text in dict(pair for n in part for pair in same[n].names).items():
                yield StreetName(text, lat, lon, NameKind.STREET, language, subject)
    yield from corners(lines)


def corners(lines: Sequence[Line]) -> Iterator[StreetName]:
    """Where two streets of different names share a point, or one ends within 12 m of the other; each corner once."""
    met: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for (lon, lat), names in sorted(_meetings(lines).items()):
        for first, second in combinations(sorted(names), 2):
            met.setdefault((first, second), []).append((lat, lon))
    for (first, second), points in sorted(met.items()):
        for part in clusters(points, SAME_CORNER_METRES):
            lat, lon = middle(points[n] for n in part)
            yield StreetName(
                f"{first} & {second}",
                lat,
                lon,
                NameKind.INTERSECTION,
                subject=f"{first} & {second} {lat:.4f} {lon:.4f}",
            )


def clusters(points: Sequence[tuple[float, float]], metres: float = SAME_STREET_METRES) -> list[list[int]]:
    """The positions of points (latitude, longitude) that hang together by steps of at most `metres`."""
    if len(points) == 1:
        return [[0]]
    flat = _flat(np.array([(lon, lat) for lat, lon in points]))
    near = shapely.STRtree(shapely.points(flat)).query(
        shapely.points(flat), predicate="dwithin", distance=metres
    )
    leader = list(range(len(points)))
    for first, second in sorted(zip(*near.tolist(), strict=True)):
        one, other = _head(leader, first), _head(leader, second)
        leader[max(one, other)] = min(one, other)
    parts: dict[int, list[int]] = {}
    for position in range(len(points)):
        parts.setdefault(_head(leader, position), []).append(position)
    return list(parts.values())


def _head(leader: list[int], position: int) -> int:
    while leader[position] != position:
        leader[position] = leader[leader[position]]
        position = leader[position]
    return position


def _meetings(lines: Sequence[Line]) -> dict[tuple[float, float], set[str]]:
    at: dict[tuple[float, float], set[str]] = {}
    for line in lines:
        for lon, lat in line.points:
            at.setdefault((lon, lat), set()).add(line.name)
    ends = [(line.name, *line.points[end]) for line in lines for end in (0, -1)]
    if not ends:
        return {}
    flat = _flat(
        np.array([end[1:] for end in ends]), whole := [point for line in lines for point in line.points]
    )
    tree = shapely.STRtree([shapely.LineString(_flat(np.array(line.points), whole)) for line in lines])
    pairs = tree.query(shapely.points(flat), predicate="dwithin", distance=MEETING_METRES)
    for end, line in zip(*pairs.tolist(), strict=True):
        name, lon, lat = ends[end]
        at[(lon, lat)] |= {name, lines[line].name}
    return {point: names for point, names in at.items() if len(names) > 1}


def _flat(degrees: Any, whole: Sequence[Sequence[float]] | None = None) -> Any:
    """Degrees to metres on a plane that fits the middle of what is looked at."""
    lat = float(np.mean(np.array(whole)[:, 1] if whole is not None else degrees[:, 1]))
    return degrees * (METRES_IN_A_DEGREE * np.cos(np.radians(lat)), METRES_IN_A_DEGREE)


def _midpoint(line: Line) -> tuple[float, float]:
    lon, lat = line.points[len(line.points) // 2]
    return lat, lon
