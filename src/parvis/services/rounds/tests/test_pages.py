"""The pages of rounds, also without JavaScript."""

import pytest

from parvis.services.findings.tests.stage import WEST_END
from parvis.services.rounds.actions import add_stops
from parvis.services.rounds.models import Stop
from parvis.services.rounds.queries import distance_in_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(amina, sign_in):
    return sign_in(amina)


def text_of(answer):
    return answer.content.decode()


def test_an_empty_round_invites_to_choose(browser, street):
    assert "No stop yet" in text_of(browser.get("/rounds/"))
    page = text_of(browser.get("/rounds/choose/"))
    assert "1 Beacon Street" in page
    browser.post("/rounds/choose/", {"stop": [street[0].public_id, street[2].public_id]})
    assert "2 stops" in text_of(browser.get("/rounds/"))
    assert Stop.objects.count() == 2
    assert street[0].public_id not in text_of(browser.get("/rounds/choose/"))


def test_some_stops_are_taken_at_once_from_an_address(browser, street):
    given = {"how": "nearest", "number": 2, "spot_address": "Beacon Street", "spot_lat": "", "spot_lon": ""}
    page = browser.post("/rounds/choose/", given, follow=True)
    assert "2 stops are new" in text_of(page)
    page = browser.post("/rounds/choose/", {**given, "spot_address": "Nowhere Lane"})
    assert page.status_code == 422
    assert "We do not know this address" in text_of(page)


def order():
    return list(Stop.objects.order_by("place").values_list("report", flat=True))


def test_a_round_is_arranged_by_hand_and_anew(browser, amina, street):
    add_stops(amina, [each.public_id for each in street], WEST_END)
    west, middle, east = order()
    browser.post("/rounds/arrange/", {"down": west})
    assert order() == [middle, west, east]
    browser.post("/rounds/arrange/", {"up": east})
    assert order() == [middle, east, west]
    browser.post("/rounds/arrange/", {"out": east})
    assert order() == [middle, west]
    browser.post("/rounds/arrange/", {"spot_lat": "42.355", "spot_lon": "-71.069", "spot_address": ""})
    assert order() == [west, middle]
    page = browser.post("/rounds/arrange/", {"spot_address": "Nowhere Lane"}, follow=True)
    assert "We do not know this address" in text_of(page)


def test_somebody_without_an_office_with_reports_is_told_so(sign_in, stage, omar, desk):
    assert "City Desk" in text_of(sign_in(desk).get("/rounds/choose/"))
    assert "Parks" in text_of(sign_in(omar).get("/rounds/choose/"))


def test_distances_are_as_exact_as_feet_are():
    assert [distance_in_words(metres) for metres in (0, 7, 344, 994, 996, 17_239)] == [
        "0 m", "10 m", "340 m", "990 m", "1.0 km", "17.2 km"
    ]  # fmt: skip


def test_my_data_tells_an_inspector_about_rounds(browser, amina, street):
    add_stops(amina, [street[0].public_id])
    assert "The round of" in text_of(browser.get("/account/data/"))
