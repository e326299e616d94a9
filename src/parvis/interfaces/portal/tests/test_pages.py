"""Anyone can find, read and take away the open data."""

import csv
import io
import json

import pyarrow.parquet as pq
import pytest

from parvis.interfaces.portal.tests.example import LIGHTS, published
from parvis.kernel.commons.dataset import Dataset

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lights():
    with published(LIGHTS):
        yield


def content(answer):
    return b"".join(answer.streaming_content)


def test_a_guest_finds_the_dataset_in_the_catalogue(client):
    page = client.get("/data/").content.decode()
    assert "Street lights" in page
    assert 'href="/data/test-lights/"' in page


def test_the_page_of_a_dataset_tells_what_it_holds_and_how_people_are_protected(client):
    page = client.get("/data/test-lights/").content.decode()
    for words in (
        "Public Domain Dedication",
        "No names are in it.",
        "City of Boston",
        "How many lamps.",
        "Beacon Street",
    ):
        assert words in page
    for format_ in ("csv", "geojson", "parquet", "json"):
        assert f'href="/data/test-lights.{format_}"' in page


def test_a_guest_takes_the_csv_away_and_no_cell_is_a_formula(client):
    answer = client.get("/data/test-lights.csv")
    rows = list(csv.DictReader(io.StringIO(content(answer).decode(), newline="")))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="boston-test-lights-')
    assert rows[1]["street"] == "'=cmd\\|' /C calc'!A0"


def test_a_guest_takes_the_other_formats_away(client):
    assert len(json.loads(content(client.get("/data/test-lights.json")))) == 2
    assert (
        json.loads(content(client.get("/data/test-lights.geojson")))["features"][0]["geometry"]["type"]
        == "Point"
    )
    assert pq.read_table(io.BytesIO(content(client.get("/data/test-lights.parquet")))).num_rows == 2


def test_who_has_this_state_of_the_data_gets_nothing_again(client):
    first = client.get("/data/test-lights.csv")
    content(first)
    again = client.get("/data/test-lights.csv", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, first["ETag"])
    other = client.get("/data/test-lights.json", headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200
    content(other)


def test_data_whose_age_is_unknown_are_not_cached(client):
    timeless = Dataset(
        **{**{name: getattr(LIGHTS, name) for name in LIGHTS.__slots__}, "updated": lambda: None}
    )
    with published(timeless):
        answer = client.get("/data/test-lights.csv")
        assert "ETag" not in answer
        assert answer["Cache-Control"] == "no-cache"
        content(answer)


def test_asking_for_the_head_makes_no_file(client):
    answer = client.head("/data/test-lights.csv")
    assert (answer.status_code, answer.content, answer.streaming) == (200, b"", False)


@pytest.mark.parametrize(
    "path", ["/data/nothing/", "/data/nothing.csv", "/data/test-lights.exe", "/data/nothing.jsonld"]
)
def test_what_is_not_published_is_not_there(client, path):
    assert client.get(path).status_code == 404


def test_machines_find_schema_and_catalogue(client):
    package = client.get("/data/test-lights/datapackage.json").json()
    assert package["resources"][0]["path"] == "http://testserver/data/test-lights.csv"
    linked = client.get("/data/test-lights.jsonld")
    assert linked["Content-Type"] == "application/ld+json"
    assert linked.json()["@type"] == "dcat:Dataset"
    catalogue = client.get("/data/catalogue.jsonld").json()
    assert "test-lights" in [each["dct:identifier"] for each in catalogue["dcat:dataset"]]
    addresses = [each["dcat:downloadURL"]["@id"] for each in linked.json()["dcat:distribution"]]
    for address in addresses:
        answer = client.get(address.removeprefix("http://testserver"))
        assert answer.status_code == 200
        content(answer)
