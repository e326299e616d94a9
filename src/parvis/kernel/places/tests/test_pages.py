"""The search and the way back from a point, as pages and for programs."""

import pytest

from parvis.kernel.places.actions import load_areas, load_streets
from parvis.kernel.places.models import Area
from parvis.kernel.places.seeds import VALID_FROM
from parvis.kernel.places.tests.shapes import CROSSING, area, collection, square

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def town():
    """A hill with four streets."""
    hill = collection(area("Beacon Hill", square(-71.08, 42.35, 0.02)))
    load_areas(hill, Area.Kind.NEIGHBOURHOOD, valid_from=VALID_FROM)
    load_streets(CROSSING, source="osm")


def test_a_guest_searches_on_a_page_that_needs_no_script(grace):
    page = grace.get("/places/search", {"q": "joy"}).content.decode()
    assert "<h1>Find a place</h1>" in page
    assert 'value="joy"' in page
    assert "Joy Street" in page
    assert "Beacon Hill" in page
    assert 'data-lat="42.36" data-lon="-71.0655"' in page


def test_a_page_that_is_open_gets_the_list_alone(grace):
    answer = grace.get("/places/search", {"q": "joy"}, headers={"HX-Request": "true"})
    assert "Joy Street" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert {"HX-Request", "Accept"} <= {name.strip() for name in answer["Vary"].split(",")}


@pytest.mark.parametrize(
    "asked", [{"headers": {"Accept": "application/json"}}, {"query_params": {"format": "json"}}]
)
def test_a_program_gets_json(grace, asked):
    answer = grace.get("/places/search", query_params={"q": "joy", **asked.pop("query_params", {})}, **asked)
    assert answer.json() == {
        "query": "joy",
        "results": [
            {"text": "Joy Street", "kind": "street", "area": "Beacon Hill", "lat": 42.36, "lon": -71.0655},
        ],
    }


def test_who_finds_nothing_is_told_what_to_try(grace):
    assert "We know no place called" in grace.get("/places/search", {"q": "zzzzz"}).content.decode()
    assert "We know no place" not in grace.get("/places/search").content.decode()


def test_what_was_typed_is_never_taken_for_markup(grace):
    page = grace.get("/places/search", {"q": '"><img src=x onerror=alert(1)>'}).content.decode()
    assert "<img src=x" not in page


def test_an_answer_leads_back_to_the_page_that_asked(grace):
    page = grace.get("/places/search", {"q": "joy", "next": "/reports/new/where?step=1"}).content.decode()
    assert 'href="/reports/new/where?step=1&amp;lat=42.36&amp;lon=-71.0655&amp;place=Joy%20Street"' in page
    page = grace.get("/places/search", {"q": "joy", "next": "/reports/"}).content.decode()
    assert 'href="/reports/?lat=42.36&amp;lon=-71.0655&amp;place=Joy%20Street"' in page


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "reports/"],
)
def test_nobody_is_led_elsewhere(grace, elsewhere):
    page = grace.get("/places/search", {"q": "joy", "next": elsewhere}).content.decode()
    assert "Joy Street" in page
    assert 'href="' + elsewhere not in page
    assert "place=Joy" not in page


def test_coordinates_are_written_with_points_in_every_language(grace, settings):
    grace.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    assert 'data-lat="42.36"' in grace.get("/places/search", {"q": "joy"}).content.decode()


def test_a_program_asks_what_is_at_a_point(grace):
    answer = grace.get("/places/reverse", {"lat": "42.3600", "lon": "-71.0655"})
    assert answer.json() == {"lat": 42.36, "lon": -71.0655, "text": "Joy Street", "area": "Beacon Hill"}
    assert grace.get("/places/reverse", {"lat": "0", "lon": "0"}).json()["text"] == ""


@pytest.mark.parametrize(
    "where", [{}, {"lat": "x", "lon": "1"}, {"lat": "nan", "lon": "1"}, {"lat": "91", "lon": "0"}]
)
def test_a_point_that_is_none_gets_a_sentence(grace, where):
    answer = grace.get("/places/reverse", where)
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


@pytest.mark.parametrize("near", ["42.36,-71.06", "x", "1,2,3", "nan,nan", "999,0"])
def test_any_nearness_is_borne(grace, near):
    assert grace.get("/places/search", {"q": "joy", "near": near}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/places/search", "/places/reverse", "/places/style.json", "/places/basemap.pmtiles"]
)
def test_nothing_is_sent_to_these_pages(grace, path):
    assert grace.post(path).status_code == 405
