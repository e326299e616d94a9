"""A screen for everybody: opened by an official, closed by one, and without a trace of whoever stood before it."""

import re
from datetime import timedelta

import pytest

from parvis.kernel.clock import now
from parvis.kernel.journal.queries import history_of
from parvis.kernel.keeping.actions import erase
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.testing.cast import member, official
from parvis.kernel.testing.together import together
from parvis.services.counter.actions.claiming import claim
from parvis.services.counter.models import Claim
from parvis.services.kiosk.actions import close_kiosk, open_kiosk, put_up
from parvis.services.kiosk.models import Kiosk
from parvis.services.kiosk.seeds import seed
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import HERE, build, reported

CODE = re.compile(r'kiosk-code number" dir="ltr">([0-9A-Z]{5}-[0-9A-Z]{5})<')
TREE = {"spot_lat": str(HERE[0]), "spot_lon": str(HERE[1]), "words": "A branch hangs low.", "key": "one"}


def words(page):
    return page.content.decode()


def test_a_device_becomes_a_kiosk_by_a_code_and_knows_nobody(stage, desk, alice, sign_in):
    browser = sign_in(alice)
    assert "Opening code" in words(browser.get("/kiosk/"))
    browser.post("/kiosk/", {"code": put_up(desk, "Library", "k")})
    page = words(browser.get("/kiosk/"))
    assert "What did you see?" in page
    assert browser.get("/account/data/").status_code == 302, "Whoever was signed in is not any more."
    assert "/account/" not in page
    assert "/office/" not in page


def test_a_visitor_reports_in_three_touches_and_gets_a_code(kiosk):
    assert "/kiosk/report/tree/" in words(kiosk.get("/kiosk/"))
    assert "Where is it?" in words(kiosk.get("/kiosk/report/tree/"))
    page = kiosk.post("/kiosk/report/tree/", TREE)
    report = Report.objects.get()
    assert (report.source, report.via, report.author, report.state) == ("kiosk", "Library", None, "open")
    assert report.reference in words(page)
    assert CODE.findall(words(page))
    assert "no-store" in page["Cache-Control"]


def test_with_that_code_the_visitor_makes_the_report_theirs_at_home(kiosk, alice):
    (code,) = CODE.findall(words(kiosk.post("/kiosk/report/tree/", TREE)))
    claim(code, alice)
    assert Report.objects.get().author == alice


def test_what_the_category_asks_is_asked_and_nothing_typed_is_lost(kiosk):
    page = kiosk.post("/kiosk/report/street-light/", TREE)
    assert page.status_code == 422
    assert "How many lights?" in words(page)
    assert "A branch hangs low." in words(page)


def test_a_place_outside_the_city_is_said_on_the_page(kiosk, stage):
    from parvis.kernel.catalogue.actions import offer

    offer("reports", stage.desk, stage="paused")
    page = kiosk.post("/kiosk/report/tree/", TREE)
    assert page.status_code == 422
    assert "not open" in words(page)


def test_the_next_visitor_finds_nothing_of_the_one_before(kiosk):
    kiosk.post("/kiosk/language/", {"language": "fr"})
    kiosk.post("/kiosk/report/tree/", TREE)
    assert '<html lang="fr"' in words(kiosk.get("/kiosk/"))
    answer = kiosk.get("/kiosk/finish/")
    assert "cache" in answer["Clear-Site-Data"]
    assert '<html lang="en"' in words(kiosk.get("/kiosk/"))
    for path in ("/kiosk/", "/kiosk/report/tree/"):
        page = words(kiosk.get(path))
        assert "A branch hangs low." not in page
        assert not CODE.findall(page)


def test_a_kiosk_writes_nothing_into_a_session(kiosk):
    kiosk.get("/kiosk/")
    kiosk.post("/kiosk/report/tree/", TREE)
    assert not list(kiosk.session.keys())


def test_a_language_that_we_do_not_speak_changes_nothing(kiosk):
    kiosk.post("/kiosk/language/", {"language": "xx"})
    assert '<html lang="en"' in words(kiosk.get("/kiosk/"))


def test_nothing_private_is_shown_at_a_kiosk(kiosk, stage, alice):
    private = reported(stage, alice, category=stage.housing, words="My wall is wet.")
    for path in ("/kiosk/", "/kiosk/report/housing/", "/kiosk/report/tree/"):
        page = words(kiosk.get(path))
        assert private.reference not in page
        assert "My wall is wet." not in page


def test_a_device_that_is_no_kiosk_cannot_report_as_one(stage, grace):
    assert grace.post("/kiosk/report/tree/", TREE)["Location"] == "/kiosk/"
    assert not Report.objects.exists()


def test_a_visitor_cannot_ask_for_a_category_that_there_is_not(kiosk):
    assert kiosk.get("/kiosk/report/nonsense/")["Location"] == "/kiosk/"


def test_finishing_on_a_device_that_is_no_kiosk_signs_nobody_out(stage, alice, sign_in):
    browser = sign_in(alice)
    browser.get("/kiosk/finish/")
    assert browser.get("/account/data/").status_code == 200


def test_an_opening_code_binds_one_device(stage, desk):
    code = put_up(desk, "Library", "k")
    open_kiosk(code)
    with pytest.raises(RefusedError, match="opens no kiosk"):
        open_kiosk(code)


def test_an_opening_code_ends_after_an_hour(stage, desk, clock):
    code = put_up(desk, "Library", "k")
    clock.move_to(now() + timedelta(hours=1))
    with pytest.raises(RefusedError, match="more than an hour"):
        open_kiosk(code)


def test_a_wrong_opening_code_is_told_and_guessing_is_slowed(stage, grace):
    for _try in range(5):
        assert "opens no kiosk" in words(grace.post("/kiosk/", {"code": "0000000000"}))
    assert "try again in" in words(grace.post("/kiosk/", {"code": "0000000000"}))


@pytest.mark.django_db(transaction=True)
def test_of_two_devices_with_one_opening_code_one_becomes_the_kiosk():
    stage = build()
    code = put_up(official("Desk", stage.desk), "Library", "k")
    outcomes = together(lambda: open_kiosk(code), lambda: open_kiosk(code))
    assert sum(isinstance(each, RefusedError) for each in outcomes) == 1


def test_the_secret_of_the_device_is_kept_nowhere(kiosk):
    secret = kiosk.cookies["parvis_kiosk"]
    assert secret["httponly"]
    assert secret["path"] == "/kiosk/"
    assert secret.value not in str(Kiosk.objects.values().get())


def test_an_official_puts_a_kiosk_up_and_closes_it_from_afar(stage, desk, sign_in, grace):
    office = sign_in(desk)
    page = words(office.post("/office/kiosks/", {"name": "Town hall", "key": "k"}))
    (code,) = re.findall(r"<strong>([0-9A-Z]{5}-[0-9A-Z]{5})</strong>", page)
    assert "waits for its device" in page
    grace.post("/kiosk/", {"code": code})
    assert "Close it" in words(office.get("/office/kiosks/"))
    kiosk = Kiosk.objects.get()
    office.post(f"/office/kiosks/{kiosk.public_id}/close/")
    assert "Opening code" in words(grace.get("/kiosk/")), "The device is a kiosk no longer."
    assert "closed" in words(office.get("/office/kiosks/"))
    verbs = [each.verb for each in history_of(f"kiosk.screen:{kiosk.public_id}")]
    assert sorted(verbs) == ["kiosk.screen.closed", "kiosk.screen.put_up"]


def test_putting_up_twice_by_one_press_is_one_kiosk(stage, desk):
    assert put_up(desk, "Library", "k") == put_up(desk, "Library", "k")
    assert Kiosk.objects.count() == 1


def test_a_kiosk_without_a_name_is_not_put_up(stage, desk, sign_in):
    assert sign_in(desk).post("/office/kiosks/", {"name": "", "key": "k"}).status_code == 422
    assert not Kiosk.objects.exists()


def test_agents_of_an_office_do_not_put_up_kiosks_but_its_managers_do(stage, amina, mona, desk):
    with pytest.raises(RefusedError, match="public desk and managers"):
        put_up(amina, "Library", "k")
    put_up(mona, "Library", "k")
    kiosk = Kiosk.objects.get()
    with pytest.raises(RefusedError):
        close_kiosk(kiosk.public_id, amina)
    close_kiosk(kiosk.public_id, desk)
    close_kiosk(kiosk.public_id, desk)
    assert str(kiosk) == "Library"
    with pytest.raises(AbsentError):
        close_kiosk("nothing", desk)


def test_one_kiosk_cannot_flood_the_city(kiosk):
    for number in range(15):
        kiosk.post("/kiosk/report/tree/", {**TREE, "key": str(number)})
    assert "try again in" in words(kiosk.post("/kiosk/report/tree/", {**TREE, "key": "last"}))
    assert Claim.objects.count() == 15


def test_who_leaves_the_city_leaves_the_kiosk_standing(stage, desk):
    put_up(desk, "Library", "k")
    erase(desk)
    assert Kiosk.objects.get().made_by is None


def test_an_official_sees_in_my_data_which_kiosks_they_put_up(stage, desk, sign_in):
    put_up(desk, "Library", "k")
    assert "Library" in words(sign_in(desk).get("/account/data/"))


def test_a_stranger_cannot_open_the_list(stage):
    from parvis.kernel.testing.cast import browser_of

    assert browser_of(member("Charlie")).get("/office/kiosks/").status_code == 403


def test_the_demo_can_be_loaded_twice(stage, desk):
    seed()
    seed()
    assert Kiosk.objects.count() == 1
