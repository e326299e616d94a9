"""Open data leave the house whole, in any format, and harm nobody's spreadsheet."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.commons import export, registry
from parvis.kernel.commons.dataset import PDDL, Dataset, Field, Format, Kind
from parvis.kernel.commons.export import pieces_of, sample
from parvis.kernel.commons.schema import data_package

MOMENT = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
FIELDS = (
    Field("id", Kind.TEXT, "The number of the report."),
    Field("votes", Kind.INTEGER, "How many agree."),
    Field("lat", Kind.NUMBER, "Degrees."),
    Field("lon", Kind.NUMBER, "Degrees."),
    Field("open", Kind.YES_NO, "Whether it is open."),
    Field("day", Kind.DAY, "The day."),
    Field("at", Kind.MOMENT, "The moment, UTC."),
    Field("words", Kind.TEXT, "What was said."),
)
ROWS = [
    ("r1", 3, 42.36, -71.06, True, date(2026, 3, 29), MOMENT, "Beacon St, “Hill”\nsecond line"),
    ("r2", 0, None, None, False, None, None, "مصباح مكسور"),
    ("r3", -5, -33.4, 151.2, None, date(1999, 12, 31), MOMENT, ""),
]
FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+cmd",
    "-2+3+cmd",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n@SUM(A1)",
    "＝1+1",
    "%0A-1+1",
    "|calc",
]


def dataset(rows=ROWS, fields=FIELDS, **options):
    options = {"point": ("lat", "lon"), **options}
    return Dataset(
        slug="lights",
        title="Lights",
        description="Every light.",
        safety="No names.",
        licence=PDDL,
        attribution="City of Boston",
        fields=fields,
        rows=lambda: iter(rows),
        updated=lambda: MOMENT,
        **options,
    )


def taken(data, format_):
    return b"".join(pieces_of(data, format_))


def table(content):
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_csv_comes_back_as_it_left():
    rows = table(taken(dataset(), Format.CSV))
    assert [row["id"] for row in rows] == ["r1", "r2", "r3"]
    assert rows[0]["words"] == "Beacon St, “Hill”\nsecond line"
    assert (rows[0]["lat"], rows[0]["lon"], rows[0]["open"]) == ("42.36", "-71.06", "true")
    assert (rows[0]["day"], rows[0]["at"]) == ("2026-03-29", "2026-03-29T01:30:00Z")
    assert (rows[1]["lat"], rows[1]["open"], rows[1]["day"]) == ("", "false", "")
    assert rows[2]["votes"] == "-5"


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_the_csv_begins_like_a_formula(formula):
    words = (Field("words", Kind.TEXT, ""),)
    cell = table(taken(dataset([(formula,)], words, point=None), Format.CSV))[0]["words"]
    assert cell.startswith("'")
    assert cell.replace("\\|", "|").lstrip("'") == formula.strip("\t\r\n")


@given(st.text())
def test_no_text_at_all_begins_like_a_formula(text):
    words = (Field("words", Kind.TEXT, ""),)
    data = taken(dataset([("x" + text,), (text,)], words, point=None), Format.CSV)
    _heading, _prose, cell = [row[0] for row in csv.reader(io.StringIO(data.decode(), newline=""))]
    assert not cell.startswith(("=", "+", "@", "|", "%", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


def test_parquet_comes_back_as_it_left():
    back = pq.read_table(io.BytesIO(taken(dataset(), Format.PARQUET)))
    assert [tuple(row.values()) for row in back.to_pylist()] == ROWS
    assert back.schema.metadata[b"licence"] == b"PDDL-1.0"
    assert back.schema.field("at").metadata[b"description"] == b"The moment, UTC."


def test_geojson_has_a_point_where_there_is_one_and_keeps_the_rest():
    features = json.loads(taken(dataset(), Format.GEOJSON))["features"]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [-71.06, 42.36]}
    assert features[1]["geometry"] is None
    assert features[1]["properties"]["words"] == "مصباح مكسور"
    assert "lat" not in features[0]["properties"]


def test_shapes_are_geometries_in_geojson_and_text_in_parquet():
    fields = (Field("name", Kind.TEXT, ""), Field("boundary", Kind.SHAPE, ""))
    data = dataset([("here", SQUARE), ("there", None)], fields, point=None, shape="boundary")
    features = json.loads(taken(data, Format.GEOJSON))["features"]
    assert [feature["geometry"] for feature in features] == [SQUARE, None]
    column = pq.read_table(io.BytesIO(taken(data, Format.PARQUET)))["boundary"].to_pylist()
    assert [json.loads(column[0]), column[1]] == [SQUARE, None]


def test_json_is_a_list_of_objects():
    back = json.loads(taken(dataset(), Format.JSON))
    assert [row["votes"] for row in back] == [3, 0, -5]
    assert back[0]["at"] == "2026-03-29T01:30:00Z"


@pytest.mark.parametrize("format_", Format)
def test_a_dataset_without_rows_is_still_a_whole_file(format_):
    content = taken(dataset([]), format_)
    readers = {
        Format.CSV: lambda: table(content),
        Format.JSON: lambda: json.loads(content),
        Format.GEOJSON: lambda: json.loads(content)["features"],
        Format.PARQUET: lambda: pq.read_table(io.BytesIO(content)).to_pylist(),
    }
    assert readers[format_]() == []


@pytest.mark.parametrize("format_", Format)
def test_a_file_does_not_depend_on_who_asks(format_):
    assert taken(dataset(), format_) == taken(dataset(), format_)


@pytest.mark.parametrize("format_", Format)
def test_rows_are_fetched_as_they_are_sent_and_pieces_stay_small(format_, monkeypatch):
    monkeypatch.setattr(export, "ROWS_AT_A_TIME", 100)
    monkeypatch.setattr(export, "ROWS_IN_A_GROUP", 100)
    asked = 0

    def rows():
        nonlocal asked
        for _ in range(2_000):
            asked += 1
            yield ROWS[0]

    ahead, sizes, sent = [], [], 0
    for piece in pieces_of(dataset(rows()), format_):
        sent = min(2_000, sent + 100)
        ahead.append(asked - sent)
        sizes.append(len(piece))
    assert len(sizes) >= 20
    assert max(ahead) <= 100
    assert max(sizes) < 40_000


def test_the_sample_reads_no_more_than_it_shows():
    asked = []

    def rows():
        for number in range(1000):
            asked.append(number)
            yield ROWS[0]

    assert len(sample(dataset(rows()), 3)) == 3
    assert len(asked) <= 4


def test_the_schema_names_every_field_and_where_the_table_is():
    package = data_package(dataset(), lambda each, part: f"https://city.example/data/{each.slug}.{part}")
    resource = package["resources"][0]
    assert package["profile"] == "tabular-data-package"
    assert resource["path"] == "https://city.example/data/lights.csv"
    kinds = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    assert kinds == {
        "id": "string",
        "votes": "integer",
        "lat": "number",
        "lon": "number",
        "open": "boolean",
        "day": "date",
        "at": "datetime",
        "words": "string",
    }


@pytest.mark.parametrize(
    "broken",
    [
        {"fields": (FIELDS[0], FIELDS[0]), "point": None},
        {"point": ("lat", "nowhere")},
        {"point": ("lat", "id")},
        {"point": None, "shape": "id"},
    ],
)
def test_a_dataset_that_contradicts_itself_is_refused_at_start(broken):
    with pytest.raises(registry.UnsoundDatasetError):
        registry.register(dataset(**broken))
    assert registry.dataset_called("lights") is None
