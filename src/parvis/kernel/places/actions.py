"""The only writers of areas, streets and names."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import shapely
from django.conf import settings
from django.db import connection, transaction
from django.utils.text import slugify

from parvis.kernel.places import index
from parvis.kernel.places.models import Area, Name, Street
from parvis.kernel.places.rules import (
    NameKind,
    corner,
    folded,
    is_on_earth,
    metres_between,
    middle,
    street_of,
)
from parvis.kernel.places.streets import StreetName, clusters, lines_of, names_of

type GeoJSON = dict[str, Any]
BATCH = 2_000
# Where more addresses than this share one point, it is a stand-in (the city hall) for "somewhere".
MOST_ADDRESSES_AT_A_POINT = 40
SPARSE_STREET_METRES = 1_500.0


class UnusableGeoJSONError(Exception):
    """The file cannot be taken in; the message says which part of it and why."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name to be searched for. `subject` says which thing it names, where one thing has several names."""

    text: str
    lat: float
    lon: float
    kind: NameKind = NameKind.PLACE
    language: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class KnownArea:
    """An area as a file says it: `boundary` is GeoJSON, mended; `names` by language."""

    slug: str
    names: dict[str, str]
    boundary: GeoJSON


def areas_in(geojson: GeoJSON) -> list[KnownArea]:
    """The polygons of a FeatureCollection. A feature's name comes from `name`, other languages from `name:xx`.

    `UnusableGeoJSONError` says which feature cannot be read, and why.
    """
    features = geojson.get("features") if isinstance(geojson, dict) else None
    if not isinstance(features, list) or not all(isinstance(each, dict) for each in features):
        raise UnusableGeoJSONError("This is no FeatureCollection of GeoJSON.")
    found = []
    for number, feature in enumerate(features, 1):
        names = _names_of(feature, number)
        slug = slugify(names[settings.LANGUAGE_CODE])[:80] or "area-" + _mark(names)
        found.append(KnownArea(slug, names, _boundary(feature, names[settings.LANGUAGE_CODE])))
    return found


@transaction.atomic
def load_areas(
    geojson: GeoJSON,
    kind: Area.Kind,
    parent: Area | None = None,
    *,
    valid_from: date,
    source: str = "",
) -> int:
    """Take in the polygons of a FeatureCollection; how many were new or changed (0 the second time).

    See `areas_in`. An area of the same slug that began earlier ends on `valid_from`; one that began on that day gets
    the new boundary.
    """
    touched = 0
    for each in areas_in(geojson):
        known = {"slug": each.slug, "names": each.names, "boundary": each.boundary, "source": source}
        touched += _save_area(Area(kind=kind, parent=parent, valid_from=valid_from, **known))
    if touched:
        _name_areas()
        index.changed()
    return touched


@transaction.atomic
def load_city(
    geojson: GeoJSON, names: dict[str, str], *, valid_from: date, source: str = ""
) -> tuple[Area, int]:
    """The city as the union of these neighbourhoods, and they in it; with how many areas were new or changed."""
    shapes = [
        shapely.make_valid(shapely.from_geojson(json.dumps(f["geometry"]))) for f in geojson["features"]
    ]
    union = json.loads(shapely.to_geojson(shapely.union_all(shapes)))
    properties = {
        "name" if code == settings.LANGUAGE_CODE else f"name:{code}": text for code, text in names.items()
    }
    whole = {"features": [{"type": "Feature", "properties": properties, "geometry": union}]}
    touched = load_areas(whole, Area.Kind.CITY, valid_from=valid_from, source=source)
    city = Area.objects.get(
        kind=Area.Kind.CITY, valid_from=valid_from, slug=slugify(names[settings.LANGUAGE_CODE])
    )
    return city, touched + load_areas(
        geojson, Area.Kind.NEIGHBOURHOOD, city, valid_from=valid_from, source=source
    )


@transaction.atomic
def load_streets(geojson: GeoJSON, *, source: str) -> int:
    """Take in the named lines of a FeatureCollection, and the corners where they meet; how many lines there are now.

    What the same source said before is replaced. Lines without a name are left out.
    """
    lines = list(lines_of(geojson.get("features", [])))
    Street.objects.filter(source=source).delete()
    Street.objects.bulk_create(
        (
            Street(name=line.name, kind=line.kind, line=line.points, reference=line.reference, source=source)
            for line in lines
        ),
        batch_size=BATCH,
    )
    Name.objects.filter(source=source).delete()
    learn_names(names_of(lines), source=source)
    index.changed()
    return len(lines)


@transaction.atomic
def learn_names(names: Iterable[KnownName | StreetName], *, source: str) -> int:
    """Add names to the search; how many were new. A thing that already has a name in that language keeps it."""
    known = set(Name.objects.values_list("kind", "subject", "language"))
    new: dict[tuple[str, str, str], Name] = {}
    for name in names:
        row = _row(name, source)
        key = (str(row.kind), row.subject, row.language)
        if key not in known and row.folded.strip() and is_on_earth(row.lat, row.lon):
            new.setdefault(key, row)
    Name.objects.bulk_create(new.values(), batch_size=BATCH, ignore_conflicts=True)
    if len(new) > BATCH:
        # So many at once are searched before PostgreSQL has noticed; without figures it would read the whole table.
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {Name._meta.db_table}")
    return len(new)


def learn_addresses(rows: Iterable[tuple[str, float, float]], *, source: str) -> int:
    """Add known addresses and corners in bulk: (text, latitude, longitude); how many names were new.

    "33 Beacon St" is an address, "Brooks St & Upcrest Rd" a corner, anything else a place. The streets of the
    addresses become searchable themselves where no street of that name is known nearby. A second time adds nothing.
    """
    at_point: dict[tuple[float, float], set[str]] = {}
    for text, lat, lon in rows:
        at_point.setdefault((lat, lon), set()).add(text.strip())
    known = [
        KnownName(text, lat, lon, _kind_of(text))
        for (lat, lon), texts in at_point.items()
        if len(texts) <= MOST_ADDRESSES_AT_A_POINT
        for text in sorted(texts)
    ]
    return learn_names([*known, *_streets_in(known)], source=source)


def _streets_in(addresses: Sequence[KnownName]) -> Iterator[KnownName]:
    """The streets that the addresses stand on, each once in a part of town, at its middle house."""
    known: dict[str, list[tuple[float, float]]] = {}
    for text, lat, lon in Name.objects.filter(kind=NameKind.STREET).values_list("folded", "lat", "lon"):
        known.setdefault(text, []).append((lat, lon))
    houses: dict[str, list[KnownName]] = {}
    for address in addresses:
        if street := street_of(address.text):
            houses.setdefault(_folded(street), []).append(address)
    for street, same in houses.items():
        for part in clusters([(house.lat, house.lon) for house in same], SPARSE_STREET_METRES):
            lat, lon = middle((same[n].lat, same[n].lon) for n in part)
            if all(
                metres_between(lat, lon, *other) > SPARSE_STREET_METRES for other in known.get(street, ())
            ):
                yield KnownName(street_of(same[part[0]].text), lat, lon, NameKind.STREET)


def _row(name: KnownName | StreetName, source: str) -> Name:
    text = _folded(name.text, name.language)
    return Name(
        kind=name.kind,
        # Two addresses are one when they read alike and lie within about 1 km.
        subject=name.subject or f"{text.strip()} {name.lat:.2f} {name.lon:.2f}",
        language=name.language,
        text=name.text[:200],
        folded=text,
        lat=name.lat,
        lon=name.lon,
        source=source,
    )


@lru_cache(maxsize=4_096)
def _folded(text: str, language: str = "") -> str:
    return folded(text[:200], language or settings.LANGUAGE_CODE)[:240]


def _kind_of(text: str) -> NameKind:
    if street_of(text):
        return NameKind.ADDRESS
    return NameKind.INTERSECTION if "&" in text and corner(text) else NameKind.PLACE


def _save_area(area: Area) -> bool:
    """True when something changed. An older area of that slug ends where the new one begins."""
    same = Area.objects.select_for_update(of=("self",)).filter(slug=area.slug)
    now_there = same.filter(valid_from=area.valid_from).first()
    if now_there is None:
        later = same.filter(valid_from__gt=area.valid_from).order_by("valid_from").first()
        area.valid_until = later.valid_from if later else None
        same.filter(valid_from__lt=area.valid_from, valid_until=None).update(valid_until=area.valid_from)
        area.save()
        return True
    fields = ("names", "kind", "parent_id", "boundary", "source")
    if all(getattr(now_there, field) == getattr(area, field) for field in fields):
        return False
    for field in fields:
        setattr(now_there, field, getattr(area, field))
    now_there.save()
    return True


def _name_areas() -> None:
    """The areas' own names in the search, in each language; rewritten whole, they are few."""
    Name.objects.filter(kind=NameKind.AREA).delete()
    learn_names(_area_names(), source="areas")


def _area_names() -> Iterator[KnownName]:
    for area in Area.objects.filter(valid_until=None):
        point = shapely.point_on_surface(shapely.from_geojson(json.dumps(area.boundary)))
        for language, text in area.names.items():
            yield KnownName(text, point.y, point.x, NameKind.AREA, language, subject=str(area.pk))


def _names_of(feature: GeoJSON, number: int) -> dict[str, str]:
    properties = feature.get("properties") or {}
    names = {
        key.removeprefix("name:"): str(value)
        for key, value in properties.items()
        if key.startswith("name:") and value
    }
    main = properties.get("name") or names.get(settings.LANGUAGE_CODE)
    if not main:
        raise UnusableGeoJSONError(f"Area {number} has no name. Give it a property “name”.")
    return {settings.LANGUAGE_CODE: str(main), **names}


def _boundary(feature: GeoJSON, name: str) -> GeoJSON:
    """The polygon mended where its lines cross, with coordinates to about 10 cm."""
    try:
        shape = shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"])))
    except (KeyError, shapely.GEOSException) as broken:
        raise UnusableGeoJSONError(f"The boundary of “{name}” cannot be read: {broken}.") from broken
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in {"Polygon", "MultiPolygon"}]
    west, south, east, north = shapely.bounds(shape)
    if not parts or not (is_on_earth(south, west) and is_on_earth(north, east)):
        raise UnusableGeoJSONError(f"The boundary of “{name}” must be a polygon in degrees (WGS 84).")
    mended = shapely.set_precision(shapely.union_all(parts), 1e-6)
    result: GeoJSON = json.loads(shapely.to_geojson(shapely.normalize(mended)))
    return result


def _mark(names: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(names, sort_keys=True).encode()).hexdigest()[:10]
