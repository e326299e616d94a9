"""The city's own map is built from what there is, the same each time, and sent in the pieces that a reader asks for."""

import gzip
import json
import re

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pmtiles.reader import MmapSource, Reader

from parvis.kernel.places import basemap, osm
from parvis.kernel.places.basemap import UnusableMapSourceError, build_basemap
from parvis.kernel.places.style import COLOURS, map_style
from parvis.kernel.places.tests.shapes import CROSSING, area, collection, square
from parvis.kernel.places.tiles import EXTENT, RIM, Feature, cut, world

OSM = """<?xml version="1.0"?><osm version="0.6"><bounds minlat="60.0" minlon="25.0" maxlat="60.01" maxlon="25.02"/>
<node id="1" lat="60.000" lon="25.010" version="1"/><node id="2" lat="60.010" lon="25.010" version="1"/>
<node id="3" lat="60.004" lon="25.002" version="1"/><node id="4" lat="60.004" lon="25.008" version="1"/>
<node id="5" lat="60.006" lon="25.002" version="1"/><node id="6" lat="60.006" lon="25.006" version="1"/>
<node id="7" lat="60.008" lon="25.006" version="1"/><node id="8" lat="60.008" lon="25.002" version="1"/>
<node id="9" lat="60.005" lon="25.004" version="1"><tag k="place" v="suburb"/><tag k="name" v="Kruununhaka"/><tag k="name:sv" v="Kronohagen"/></node>
<way id="10" version="1"><nd ref="1"/><nd ref="2"/><tag k="natural" v="coastline"/></way>
<way id="11" version="1"><nd ref="3"/><nd ref="4"/><tag k="highway" v="residential"/><tag k="name" v="Rauhankatu"/><tag k="name:sv" v="Fredsgatan"/></way>
<way id="12" version="1"><nd ref="5"/><nd ref="6"/><nd ref="7"/><nd ref="8"/><nd ref="5"/><tag k="leisure" v="park"/><tag k="name" v="Puisto"/></way>
<way id="13" version="1"><nd ref="5"/><nd ref="6"/><nd ref="7"/><nd ref="8"/><nd ref="5"/><tag k="building" v="yes"/></way>
<way id="14" version="1"><nd ref="3"/><nd ref="999"/><tag k="highway" v="residential"/></way>
</osm>"""  # noqa: E501  (a file as it is)


@pytest.fixture
def town(tmp_path):
    """A folder with a town as GeoJSON."""
    areas = collection(
        area("Hill", square(-71.08, 42.35, 0.02), fr="Colline"), area("Port", square(-71.06, 42.35, 0.02))
    )
    (tmp_path / "neighborhoods.geojson").write_text(json.dumps(areas))
    (tmp_path / "streets-all.geojson").write_text(json.dumps(CROSSING))
    return tmp_path


@pytest.fixture
def extract(tmp_path):
    """A small extract of OpenStreetMap: coast, street, park, house."""
    import osmium

    plain = tmp_path / "town.osm"
    plain.write_text(OSM)
    packed = tmp_path / "town.osm.pbf"
    header = osmium.io.Header()
    header.add_box(osmium.osm.Box(25.0, 60.0, 25.02, 60.01))
    with osmium.SimpleWriter(str(packed), header=header) as writer:
        for thing in osmium.FileProcessor(str(plain)):
            writer.add(thing)
    return packed


def tiles_of(path):
    """(zoom, column, row) → layer → features, of every tile in the file."""
    with path.open("rb") as file:
        reader = Reader(MmapSource(file))
        header = reader.header()
        found = {}
        for zoom in range(header["min_zoom"], header["max_zoom"] + 1):
            sides = [header[f"{way}_e7"] / 1e7 for way in ("min_lon", "min_lat", "max_lon", "max_lat")]
            (left, low), (right, high) = world(np.reshape(sides, (2, 2)))
            for column in range(int(left * 2**zoom), int(right * 2**zoom) + 1):
                for row in range(int(high * 2**zoom), int(low * 2**zoom) + 1):
                    data = reader.get(zoom, column, row)
                    if data:
                        found[zoom, column, row] = mapbox_vector_tile.decode(gzip.decompress(data))
        return header, reader.metadata(), found


def facts(tiles, layer):
    return [f["properties"] for tile in tiles.values() if layer in tile for f in tile[layer]["features"]]


def test_a_town_of_geojson_becomes_a_map(town):
    target = town / "maps" / "basemap.pmtiles"
    built = build_basemap(town, target)
    header, about, tiles = tiles_of(target)
    assert (header["min_zoom"], header["max_zoom"]) == (9, 16)
    assert about["attribution"] == "© OpenStreetMap contributors"
    assert {layer["id"] for layer in about["vector_layers"]} >= {"land", "roads", "labels"}
    assert len(tiles) == built.tiles
    assert {"name": "Hill", "name:fr": "Colline", "kind": "place", "rank": 2} in facts(tiles, "labels")
    assert {road["name"] for road in facts(tiles, "roads")} >= {"Beacon Street", "Charles Street"}
    assert target.stat().st_size == built.size


def test_streets_of_one_name_are_drawn_as_one(town):
    build_basemap(town, town / "map.pmtiles")
    _header, _about, tiles = tiles_of(town / "map.pmtiles")
    for tile in tiles.values():
        names = [f["properties"]["name"] for f in tile.get("roads", {"features": []})["features"]]
        assert names.count("Beacon Street") <= 1


def test_an_extract_of_openstreetmap_becomes_a_map_with_its_sea(extract):
    build_basemap(extract, extract.with_name("map.pmtiles"))
    _header, _about, tiles = tiles_of(extract.with_name("map.pmtiles"))
    assert {"kind": "street", "name": "Rauhankatu", "name:sv": "Fredsgatan"} in facts(tiles, "roads")
    assert {"kind": "place", "rank": 2, "name": "Kruununhaka", "name:sv": "Kronohagen"} in facts(
        tiles, "labels"
    )
    assert {"kind": "green", "rank": 4, "name": "Puisto"} in facts(tiles, "labels")
    zooms = {layer: min(zoom for (zoom, _x, _y), tile in tiles.items() if layer in tile) for layer in
             ("land", "water", "green", "buildings", "roads")}  # fmt: skip
    assert (zooms["land"], zooms["water"], zooms["buildings"], zooms["roads"]) == (9, 9, 14, 12)


def test_land_lies_on_the_left_of_the_coast():
    frame = shapely.box(0, 0, 2, 1)
    west = osm.land([shapely.LineString([(1, -0.5), (1, 1.5)])], frame)
    assert shapely.equals(west, shapely.box(0, 0, 1, 1))
    east = osm.land(
        [shapely.LineString([(1, 1.5), (1, 0.4)]), shapely.LineString([(1, 0.4), (1, -0.5)])], frame
    )
    assert shapely.equals(east, shapely.box(1, 0, 2, 1))
    island = osm.land([shapely.LinearRing([(0.5, 0.2), (1.5, 0.2), (1.5, 0.8), (0.5, 0.8)])], frame)
    assert shapely.equals(island, shapely.box(0.5, 0.2, 1.5, 0.8))
    assert shapely.equals(osm.land([], frame), frame)


def test_the_same_town_gives_the_same_bytes(town, extract):
    for source in (town, extract):
        for name in ("one", "two"):
            build_basemap(source, town / name)
        assert (town / "one").read_bytes() == (town / "two").read_bytes()


def test_what_cannot_be_drawn_says_so_and_leaves_the_old_map(town, tmp_path):
    target = tmp_path / "basemap.pmtiles"
    target.write_bytes(b"the old map")
    (tmp_path / "broken.osm.pbf").write_bytes(b"not a map")
    (tmp_path / "empty").mkdir()
    for source, words in (
        (tmp_path / "broken.osm.pbf", "cannot be read"),
        (tmp_path / "empty", "Give an .osm.pbf"),
    ):
        with pytest.raises(UnusableMapSourceError, match=re.escape(words)):
            build_basemap(source, target)
    assert target.read_bytes() == b"the old map"
    assert not list(tmp_path.glob("*.part"))


# Positions in the world, about 40 m apart.
STEPS = st.integers(0, 1_000_000).map(lambda step: step / 1_000_000)


@given(
    st.lists(st.tuples(STEPS, STEPS), min_size=3, max_size=8, unique=True),
    st.sampled_from(["line", "surface", "point"]),
    st.integers(0, 4),
)
@settings(max_examples=80, deadline=None)
def test_every_piece_lies_in_its_tile_and_is_of_its_own_kind(points, kind, zoom):
    shape = {
        "line": lambda: shapely.LineString(points),
        "surface": lambda: shapely.MultiPoint(points).convex_hull.buffer(0.001),
        "point": lambda: shapely.Point(points[0]),
    }[kind]()
    wanted = {"line": "LineString", "surface": "Polygon", "point": "Point"}[kind]
    numbers = []
    for number, data in cut([Feature("all", shape, {"a": 1})], [zoom]):
        numbers.append(number)
        for feature in mapbox_vector_tile.decode(gzip.decompress(data))["all"]["features"]:
            assert feature["geometry"]["type"].removeprefix("Multi") == wanted
            for x, y in shapely.get_coordinates(shapely.from_geojson(json.dumps(feature["geometry"]))):
                assert -RIM <= x <= EXTENT + RIM
                assert -RIM <= y <= EXTENT + RIM
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("theme", COLOURS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_style_draws_each_layer_from_the_city_itself_and_asks_nobody_for_letters(theme, language):
    style = map_style(theme, language)
    assert "glyphs" not in style
    assert "http" not in json.dumps(style)
    assert style["sources"]["city"]["url"] == "pmtiles:///places/basemap.pmtiles"
    used = {layer["source-layer"] for layer in style["layers"] if "source-layer" in layer}
    assert used == set(basemap.LAYERS)
    names = [layer["id"] for layer in style["layers"]]
    assert len(names) == len(set(names))
    fields = [layer["layout"]["text-field"] for layer in style["layers"] if layer["type"] == "symbol"]
    assert fields
    assert all(field == ["coalesce", ["get", f"name:{language}"], ["get", "name"]] for field in fields)


@pytest.mark.parametrize("theme", COLOURS)
@pytest.mark.parametrize("ground", ["land", "green", "water", "street", "beyond", "building"])
def test_the_names_on_the_map_can_be_read_on_every_ground(theme, ground):
    colours = COLOURS[theme]
    assert contrast(colours["label"], colours[ground]) >= 4.5
    assert contrast(colours["green label"], colours["green"]) >= 4.5


def contrast(one, other):
    """WCAG 2.2's contrast ratio of two colours."""

    def light(colour):
        parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.django_db
def test_a_reader_gets_the_style_in_the_own_language_and_theme(grace, settings):
    settings.DATA = settings.DATA / "nothing"
    assert grace.get("/places/style.json").json()["sources"] == {}
    dark = grace.get("/places/style.json", {"theme": "dark", "language": "xx"}).json()
    assert dark["layers"][0]["paint"]["background-color"] == COLOURS["dark"]["beyond"]
