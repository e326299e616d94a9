"""What cities' own files say about where things stand. The extract of Helsinki: © OpenStreetMap contributors, ODbL."""

import gzip
import json
from pathlib import Path

import pytest

from parvis.kernel.places.points import PointRow, UnreadableFileError, UnusableRow, points_in

HELSINKI = Path(__file__).parent / "data/helsinki.osm.pbf"


@pytest.fixture
def written(tmp_path):
    """A file with this in it."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
        return path

    return write


@pytest.mark.parametrize(
    "text",
    [
        "id,lat,lon,kind\n7,42.35,-71.06,LED\n",
        "\ufeffID;Latitude;Longitude;kind\n7;42,35;-71,06;LED\n",
        "OBJECTID\ty\tx\tkind\n7\t42.35\t-71.06\tLED\n",
    ],
)
def test_tables_are_read_as_cities_write_them(written, text):
    assert list(points_in(written("lamps.csv", text))) == [PointRow(2, "7", 42.35, -71.06, {"kind": "LED"})]
    assert len(list(points_in(written("lamps.csv.gz", text)))) == 1


def test_a_bad_row_is_named_with_its_line_and_reason_and_the_rest_goes_on(written):
    rows = "id,lat,lon\n1,42.35,-71.06\n2,,\n3,142,-71\n,42.35,-71.06\n5,nan,-71\n6,42.36,-71.06\n7\n"
    found = list(points_in(written("lamps.csv", rows)))
    assert [row.reference for row in found if isinstance(row, PointRow)] == ["1", "6"]
    bad = [(row.line, row.reason) for row in found if isinstance(row, UnusableRow)]
    assert [line for line, _reason in bad] == [3, 4, 5, 6, 8]
    assert "no place" in bad[0][1]
    assert "No place on earth" in bad[1][1]
    assert "no id" in bad[2][1]
    assert "no place" in bad[4][1]


def test_a_table_without_the_needed_columns_says_which(written):
    with pytest.raises(UnreadableFileError, match="id, lat and lon"):
        list(points_in(written("lamps.csv", "name,where\na,b\n")))


def feature(geometry, number=1, **properties):
    return {"type": "Feature", "id": number, "properties": properties, "geometry": geometry}


def test_geojson_gives_points_and_the_middles_of_surfaces(written):
    square = {"type": "Polygon", "coordinates": [[[0, 0], [0, 2], [2, 2], [2, 0], [0, 0]]]}
    line = {"type": "LineString", "coordinates": [[0, 0], [4, 0]]}
    features = [
        feature({"type": "Point", "coordinates": [-71.06, 42.35]}, 8, species="Acer"),
        feature(square, None, ref="B"),
        feature(line, 9),
        feature(None, 10),
    ]
    path = written("trees.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    point, middle, half, nowhere = points_in(path)
    assert point == PointRow(1, "8", 42.35, -71.06, {"species": "Acer"})
    assert (middle.reference, middle.lat, middle.lon) == ("B", 1, 1)
    assert (half.lat, half.lon) == (0, 2)
    assert "no place" in nowhere.reason


@pytest.mark.parametrize(
    "name, text, sentence",
    [
        ("trees.geojson", '{"type": "Feature"}', "no GeoJSON FeatureCollection"),
        ("trees.json", "[1, 2", "is broken"),
        ("trees.xlsx", "?", "neither .csv, .geojson nor .osm.pbf"),
        ("trees.csv.gz", "", "is broken"),
        ("trees.osm.pbf", "this is no map", "is broken"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(written, tmp_path, name, text, sentence):
    path = written(name, text)
    if name.endswith(".gz"):
        path.write_bytes(b"not compressed")
    with pytest.raises(UnreadableFileError, match=sentence):
        list(points_in(path, "natural=tree"))


def test_openstreetmap_gives_what_has_the_tag_points_and_the_middles_of_ways():
    lamps = list(points_in(HELSINKI, "highway=street_lamp"))
    assert len(lamps) == 126
    assert lamps[0].reference.startswith("node/")
    assert all(60.16 < row.lat < 60.171 and 24.94 < row.lon < 24.953 for row in lamps)
    parked = list(points_in(HELSINKI, "amenity=bicycle_parking, amenity=bench"))
    assert {row.reference.partition("/")[0] for row in parked} == {"way"}
    assert all(60.16 < row.lat < 60.171 for row in parked)
    assert list(points_in(HELSINKI, "amenity=theatre")) == []


def test_openstreetmap_needs_to_be_told_what_is_meant():
    with pytest.raises(UnreadableFileError, match="highway=street_lamp"):
        list(points_in(HELSINKI))
