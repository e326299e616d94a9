"""Pages of around as people meet them."""

import re
from datetime import timedelta
from xml.etree import ElementTree as Xml

import pytest

from parvis.kernel.testing.answers import words_of
from parvis.kernel.testing.cast import browser_of
from parvis.services.around.actions import send_due
from parvis.services.around.models import Place, Watch
from parvis.services.around.rules import Rhythm
from parvis.services.around.tests.stage import HERE, OUTSIDE, WEST, circle, happen, watching

PAST = timedelta(hours=-1)
SPOT = {"spot_address": "", "spot_lat": HERE[0], "spot_lon": HERE[1], "radius": 500}
ATOM = "{http://www.w3.org/2005/Atom}"


def test_everyone_sees_what_happens_in_the_whole_city_at_first(stage, grace):
    happen(within=PAST)
    page = grace.get("/around/")
    assert "A resident reported: light." in words_of(page)
    assert 'href="/reports/23456789/"' in page.content.decode()
    assert "Be told" not in words_of(page)


def test_a_neighbourhood_shows_its_own(stage, grace):
    happen(WEST, within=PAST)
    assert "reported" in words_of(grace.get("/around/?area=west-side"))
    east = words_of(grace.get("/around/?area=east-side"))
    assert "Nothing happened here" in east
    assert "What happens around East Side" in east


def test_a_spot_shows_what_is_near_it(stage, grace):
    happen(WEST, within=PAST)
    assert "reported" not in words_of(grace.get("/around/", SPOT))
    page = words_of(grace.get("/around/", {**SPOT, "radius": 2000}))
    assert "reported" in page
    assert "this spot (2000 m)" in page


def test_an_address_that_means_one_place_is_enough(stage, grace):
    assert "Beacon Street, East Side (500 m)" in words_of(grace.get("/around/", {"spot_address": "beacon"}))


def test_an_address_that_means_several_places_leads_to_one_and_says_which(stage, grace):
    page = words_of(grace.get("/around/?spot_address=elm"))
    assert re.search(r"What happens around Elm (Street|Avenue), East Side", page)


@pytest.mark.parametrize(
    "asked, answer",
    [
        ({"spot_address": "Zzyzx"}, "We do not know this address"),
        ({"spot_lat": OUTSIDE[0], "spot_lon": OUTSIDE[1]}, "outside the city"),
        ({"spot_lat": HERE[0]}, "Give both coordinates"),
        ({**SPOT, "radius": "7"}, "Select a valid choice"),
        ({"area": "atlantis"}, "Select a valid choice"),
    ],
)
def test_what_makes_no_sense_says_what_to_do(stage, grace, asked, answer):
    page = grace.get("/around/", asked)
    assert page.status_code == 200
    assert answer in words_of(page)


def test_a_member_starts_at_home_and_may_look_at_the_whole_city(stage, alice):
    alice.home_area = stage.west
    alice.save()
    assert "What happens around West Side" in words_of(browser_of(alice).get("/around/"))
    assert "What happens around you" in words_of(browser_of(alice).get("/around/?area="))


def test_a_member_asks_sees_and_stops(stage, alice):
    browser = browser_of(alice)
    asked = {"rhythm": "weekly", "questions": ["saw", "need"]}
    page = browser.post("/around/?area=east-side", asked, follow=True)
    assert "East Side" in words_of(page)
    assert "Every Monday morning" in words_of(page)
    assert "What people need" in words_of(page)
    made = Watch.objects.get()
    assert (made.person, made.area, made.language) == (alice, stage.east, "en")
    page = browser.post(f"/around/mine/{made.public_id}/stop/", follow=True)
    assert "No place yet" in words_of(page)


def test_a_stranger_cannot_stop_the_letters_of_another(stage, alice, charlie):
    made = watching(Place(stage.east), alice)
    assert browser_of(charlie).post(f"/around/mine/{made.public_id}/stop/").status_code == 404
    assert Watch.objects.exists()


def test_a_guest_is_asked_to_look_into_the_mailbox_and_the_link_begins_it(stage, grace, run_jobs, mailoutbox):
    asked = {"rhythm": "daily", "email": "zoe@people.example"}
    page = grace.post(
        "/around/?" + "&".join(f"{name}={value}" for name, value in SPOT.items()), asked, follow=True
    )
    assert "zoe@people.example" in words_of(page)
    run_jobs()
    path = re.search(r"http://[^/]+(/account/confirm/\S+)", mailoutbox[0].body)[1]
    page = grace.post(path, follow=True)
    assert "this spot (500 m)" in words_of(page)
    assert Watch.objects.get().person.email == "zoe@people.example"


def test_a_guest_without_an_address_keeps_what_was_chosen(stage, grace):
    page = grace.post("/around/?area=east-side", {"rhythm": "hourly", "questions": ["say"]})
    assert page.status_code == 422
    assert "Fill in “Your e-mail address”" in words_of(page)
    assert re.search(r'value="say"[^>]*checked', page.content.decode())


def test_the_whole_city_is_refused_with_a_sentence(stage, amina):
    page = browser_of(amina).post("/around/", {"rhythm": "daily"})
    assert page.status_code == 422
    assert "Choose a neighbourhood or a spot first" in words_of(page)


def test_too_many_wishes_at_once_must_wait(stage, grace):
    for number in range(11):
        page = grace.post(
            "/around/?area=east-side", {"rhythm": "daily", "email": f"zoe{number}@people.example"}
        )
    assert "try again in" in words_of(page)
    assert Watch.objects.count() == 10


def test_the_inbox_leads_to_the_place(noon, stage, alice, grace):
    made = watching(Place(stage.east), alice)
    happen()
    noon.shift(timedelta(hours=1))
    send_due()
    inbox = browser_of(alice).get("/notices/").content.decode()
    path = re.search(r'href="(/around/place/[^"]+)"', inbox)[1]
    assert "What happens around East Side" in words_of(grace.get(path, follow=True))
    made.delete()
    assert "What happens around you" in words_of(grace.get(path, follow=True))


@pytest.mark.parametrize("path", ["/around/place/forged/", "/around/stop/forged/", "/around/feed/atlantis/"])
def test_what_was_not_made_here_is_absent(stage, grace, path):
    assert grace.get(path).status_code == 404


@pytest.mark.parametrize("place", ["east-side", f"{HERE[0]},{HERE[1]},500", "boston"])
def test_the_feed_tells_the_same_and_names_nobody(stage, grace, alice, place):
    happen(by=alice.public_id, within=PAST)
    happen((42.36, -71.0795), thing="elsewhere", within=PAST)
    answer = grace.get(f"/around/feed/{place}/")
    assert answer["Content-Type"].startswith("application/atom+xml")
    entries = Xml.fromstring(answer.content).findall(f"{ATOM}entry")
    assert len(entries) == (2 if place == "boston" else 1)
    assert "A resident" in entries[-1].find(f"{ATOM}title").text
    assert "Alice" not in answer.content.decode()
    assert entries[-1].find(f"{ATOM}link").get("href").startswith("http://testserver/reports/")
    assert entries[-1].find(f"{ATOM}id").text.startswith("urn:parvis:reports.report:")


def test_pages_take_twelve_queries_however_much_happens(stage, alice, at_most):
    for number in range(40):
        happen(thing=f"thing-{number}", within=PAST)
    for number in range(12):
        watching(circle((42.35 + number / 1000, -71.06)), alice, Rhythm.DAILY)
    browser = browser_of(alice)
    for path in ("/around/?area=east-side", "/around/mine/", f"/around/feed/{HERE[0]},{HERE[1]},5000/"):
        browser.get(path)
        with at_most(12):
            assert browser.get(path).status_code == 200


def test_the_demo_is_told_about_two_places_and_planting_it_again_changes_nothing(stage):
    from parvis.kernel.people.seeds import seed as seed_people
    from parvis.services.around.seeds import seed

    seed_people()
    seed()
    seed()
    assert Watch.objects.filter(confirmed_at__isnull=False).count() == 2
