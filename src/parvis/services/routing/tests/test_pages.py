"""The pages about who is responsible."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from parvis.kernel.people.rules import Role
from parvis.kernel.testing.cast import browser_of, official
from parvis.services.reports.contracts import Rule, routes
from parvis.services.reports.tests.stage import build, reported, square
from parvis.services.reports.tests.test_pages import words_of
from parvis.services.routing.actions import propose_line
from parvis.services.routing.models import Change

SPOT = {"spot_lat": "42.355", "spot_lon": "-71.065"}


@pytest.fixture
def stage(db):
    return build()


@pytest.fixture
def office(dana):
    return browser_of(dana)


def test_everybody_can_ask_who_is_responsible_and_by_which_line(stage, grace):
    page = words_of(grace.get("/routing/", {**SPOT, "category": "tree"}))
    assert "Parks" in page
    assert "The first line decides" in page
    assert "East Side" in page
    outside = grace.get("/routing/", {"spot_address": "somewhere", "category": "tree"})
    assert "Tap the map or give coordinates" in words_of(outside)
    nowhere = words_of(grace.get("/routing/", {"spot_lat": "10", "spot_lon": "10", "category": "tree"}))
    assert "none, it is outside the city" in nowhere


def test_a_manager_sees_what_a_line_would_move_and_decides_in_public(stage, office, alice, grace):
    reported(stage, alice)
    given = {"which": "line", "what": "category:street-light", "area": "east-side", "office": "parks"}
    page = office.post("/office/routing/", given, follow=True)
    assert "Nothing has changed yet." in words_of(page)
    assert "Street Lighting Parks 1 1" in words_of(page)
    refused = office.post(page.request["PATH_INFO"], {"reason": "because"})
    assert "Say why, in a sentence" in words_of(refused)
    assert refused.status_code == 422
    office.post(page.request["PATH_INFO"], {"reason": "Parks has a crew there."})
    assert Rule("parks", area="east-side", category="street-light") in routes()
    change = Change.objects.get()
    public = words_of(grace.get(change.get_absolute_url()))
    assert "Parks has a crew there." in public
    assert "Street Lighting Parks 1 1" in public
    assert "Parks has a crew there." in words_of(grace.get("/routing/"))
    assert office.get(f"/office/routing/{change.public_id}/").url == change.get_absolute_url()


def test_a_manager_takes_a_proposal_back(stage, office, dana):
    change = propose_line(dana, Rule("parks", area="east-side"))
    assert "Waits to be decided" in words_of(office.get("/office/routing/"))
    page = office.post(f"/office/routing/{change.public_id}/", {"drop": "1"}, follow=True)
    assert "Nothing has changed." in words_of(page)
    assert not Change.objects.exists()


def test_a_manager_takes_a_line_away(stage, office):
    given = {"which": "line", "what": "category:tree", "area": "", "office": "-"}
    page = office.post("/office/routing/", given, follow=True)
    assert "this line is taken away" in words_of(page)
    given = {"which": "line", "what": "", "area": "", "office": "-"}
    assert "The line for everything stays" in words_of(office.post("/office/routing/", given))


def test_new_boundaries_are_shown_before_they_are_decided(stage, office, alice, city_desk):
    reported(stage, alice, lon=-71.0685)
    moved = {"features": [square("East Side", -71.068, -71.06), square("West Side", -71.08, -71.068)]}
    file = SimpleUploadedFile("new.geojson", json.dumps(moved).encode())
    given = {"which": "boundaries", "file": file, "valid_from": "2036-01-01"}
    page = words_of(office.post("/office/routing/", given, follow=True))
    assert "New boundaries of: East Side, West Side" in page.replace(" ,", ",")
    assert "East Side West Side 1 1" in page
    address = f"/office/routing/{Change.objects.get().public_id}/"
    alone = office.post(address, {"reason": "The council decided it in May."})
    assert "Ask a second one" in words_of(alone)
    second = official("Dora", city_desk, Role.MANAGER)
    browser_of(second).post(address, {"reason": "The council decided it in May."})
    assert "They count from" in words_of(office.get(Change.objects.get().get_absolute_url()))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"no json", "cannot be read as GeoJSON"),
        (b"\xff\xfe", "cannot be read as GeoJSON"),
        (b"[]", "no FeatureCollection"),
        (b" " * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(stage, office, content, sentence):
    file = SimpleUploadedFile("new.geojson", content)
    given = {"which": "boundaries", "file": file, "valid_from": "2036-01-01"}
    assert sentence in words_of(office.post("/office/routing/", given))


def test_strangers_see_neither_proposals_nor_the_office_page(stage, dana, amina, grace):
    change = propose_line(dana, Rule("parks", area="east-side"))
    assert grace.get(change.get_absolute_url()).status_code == 404
    page = browser_of(amina).get("/office/routing/")
    assert "Only managers of the public desk decide" in words_of(page)
    assert "Waits to be decided" not in words_of(page)
    given = {"which": "line", "what": "", "area": "east-side", "office": "parks"}
    assert browser_of(amina).post("/office/routing/", given).status_code == 403
    assert browser_of(amina).get(f"/office/routing/{change.public_id}/").status_code == 403
    assert str(change) == change.public_id
