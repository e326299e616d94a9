"""Reports as people meet them: the way in, the public pages, the office."""

import re

from parvis.kernel.files.actions import store_photo
from parvis.kernel.files.tests.pictures import photo as picture
from parvis.kernel.files.tests.pictures import sent
from parvis.kernel.people.models import Confirmation
from parvis.kernel.testing.answers import words_of
from parvis.kernel.testing.cast import browser_of
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import comment
from parvis.services.reports.models import Report
from parvis.services.reports.rules import Closing, State
from parvis.services.reports.tests.stage import HERE, OUTSIDE, photo

SPOT = {"spot_address": "", "spot_lat": str(HERE[0]), "spot_lon": str(HERE[1])}


def walk(browser, *, category="street-light", details=None, contact=None):
    """The way in up to the page that checks; the answer of the last page."""
    browser.get("/reports/new/?anew=1")
    browser.post("/reports/new/where/", SPOT)
    browser.post("/reports/new/what/", {"category": category})
    browser.post("/reports/new/details/", {"q_how_many": "one", "words": "It is dark.", **(details or {})})
    browser.post("/reports/new/same/")
    browser.post("/reports/new/contact/", contact or {"how": "nobody"})
    return browser.get("/reports/new/check/")


def test_a_guest_reports_without_a_name_from_start_to_end(stage, grace):
    check = walk(grace, details={"photos": photo()})
    assert "Street Lighting" in words_of(check)
    assert "It is dark." in words_of(check)
    done = grace.post("/reports/new/check/", follow=True)
    report = Report.objects.get()
    assert report.reference in words_of(done)
    assert "Street Lighting answers by" in words_of(done)
    assert report.photos.count() == 1


def test_a_guest_with_an_address_is_told_to_look_into_the_mailbox(stage, grace):
    walk(grace, contact={"how": "email", "email": "zoe@people.example"})
    done = grace.post("/reports/new/check/", follow=True)
    assert "zoe@people.example" in words_of(done)
    assert Report.objects.get().state == State.UNCONFIRMED


def test_the_letter_s_link_opens_the_report_only_when_the_button_is_pressed(
    stage, grace, run_jobs, mailoutbox
):
    walk(grace, contact={"how": "email", "email": "zoe@people.example"})
    grace.post("/reports/new/check/")
    run_jobs()
    path = re.search(r"http://[^/]+(/account/confirm/\S+)", mailoutbox[0].body)[1]
    grace.get(path)
    assert Report.objects.get().state == State.UNCONFIRMED
    page = grace.post(path, follow=True)
    assert Report.objects.get().state == State.OPEN
    assert "Street light is out" in words_of(page)
    assert "Your address is confirmed" in words_of(grace.get(path))


def test_a_forged_confirmation_is_absent(stage, grace):
    assert grace.get("/account/confirm/forged/").status_code == 404


def test_a_member_needs_no_contact_and_may_show_a_name(stage, alice):
    browser = browser_of(alice)
    walk(browser, contact={"shows_name": "on"})
    browser.post("/reports/new/check/")
    report = Report.objects.get()
    assert (report.author, report.shows_name) == (alice, True)


def test_sending_twice_makes_one_report(stage, grace):
    walk(grace)
    draft = grace.session["report_draft"]
    grace.post("/reports/new/check/")
    session = grace.session
    session["report_draft"] = draft
    session.save()
    grace.post("/reports/new/check/")
    assert Report.objects.count() == 1


def test_a_place_outside_the_city_keeps_what_was_typed_and_says_what_to_do(stage, grace):
    answer = grace.post(
        "/reports/new/where/", {"spot_address": "My corner", "spot_lat": OUTSIDE[0], "spot_lon": OUTSIDE[1]}
    )
    assert "Move the point to where you saw it" in words_of(answer)
    assert 'value="My corner"' in answer.content.decode()


def test_an_address_that_means_one_place_is_enough(stage, grace):
    grace.post("/reports/new/where/", {"spot_address": "beacon st"})
    assert grace.session["report_draft"]["lat"] == HERE[0]


def test_an_address_that_means_several_places_asks_which(stage, grace):
    answer = grace.post("/reports/new/where/", {"spot_address": "elm"})
    assert "Which of these do you mean?" in words_of(answer)
    value = re.search(r'name="choice" value="([^"]+)"', answer.content.decode())[1]
    assert grace.post("/reports/new/where/", {"spot_address": "elm", "choice": value}).status_code == 302


def test_an_unknown_address_says_so(stage, grace):
    assert "We do not know this address" in words_of(
        grace.post("/reports/new/where/", {"spot_address": "Zzyzx"})
    )


def test_the_category_is_found_in_any_language(stage, grace):
    for query in ("lamp", "lampadaire", "réverbère", "مصباح"):
        assert "Street light is out" in words_of(grace.get("/reports/new/what/", {"q": query}))


def test_danger_to_life_shows_whom_to_call_and_cannot_be_chosen(stage, grace):
    page = grace.get("/reports/new/what/").content.decode()
    assert "Call 911 now." in page
    assert 'value="danger"' not in page


def test_a_question_that_must_be_answered_says_so_and_loses_nothing(stage, grace):
    grace.post("/reports/new/where/", SPOT)
    grace.post("/reports/new/what/", {"category": "street-light"})
    answer = grace.post("/reports/new/details/", {"words": "Dark since Monday."})
    assert "Dark since Monday." in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()


def test_a_file_that_is_no_photograph_is_refused_and_the_words_stay(stage, grace):
    grace.post("/reports/new/where/", SPOT)
    grace.post("/reports/new/what/", {"category": "street-light"})
    fake = photo()
    fake.file.seek(0)
    fake.file.write(b"<svg onload=alert(1)>")
    answer = grace.post(
        "/reports/new/details/", {"q_how_many": "one", "words": "Dark since Monday.", "photos": fake}
    )
    assert answer.status_code == 200
    assert "Dark since Monday." in answer.content.decode()


def test_nothing_is_asked_twice_and_steps_cannot_be_skipped(stage, grace):
    assert grace.get("/reports/new/check/").url == "/reports/new/where/"
    grace.post("/reports/new/where/", SPOT)
    assert grace.get("/reports/new/check/").url == "/reports/new/what/"


def test_changing_one_answer_leads_back_to_the_check(stage, grace):
    walk(grace)
    answer = grace.post("/reports/new/where/?back=check", SPOT)
    assert answer.url in {"/reports/new/check/", "/reports/new/what/"}


def test_what_others_reported_here_is_offered_first(stage, bob, report_by):
    report = report_by()
    browser = browser_of(bob)
    browser.post("/reports/new/where/", SPOT)
    browser.post("/reports/new/what/", {"category": "street-light"})
    browser.post("/reports/new/details/", {"q_how_many": "one"})
    page = words_of(browser.get("/reports/new/same/"))
    assert "Is it one of these?" in page
    assert "in the same place · the same kind · sent within the last day" in page
    browser.post(f"/reports/new/same/{report.public_id}/")
    assert report.follows.get().person == bob
    assert "report_draft" not in browser.session


def test_words_and_photographs_of_the_draft_are_among_the_reasons(stage, alice, grace, report_by):
    kept = store_photo(sent(picture()), alice, "reports.photo")
    report_by(alice, photos=(kept.public_id,), words="Le réverbère est éteint.")
    grace.post("/reports/new/where/", SPOT)
    grace.post("/reports/new/what/", {"category": "street-light"})
    again = sent(picture(48, 36, "PNG"), "again.png")
    grace.post("/reports/new/details/", {"q_how_many": "one", "words": "The lamp is dark.", "photos": again})
    page = words_of(grace.get("/reports/new/same/"))
    assert "similar words · the photographs look alike" in page


def test_too_many_reports_at_once_must_wait_and_keep_their_words(stage, grace):
    for _number in range(10):
        walk(grace)
        grace.post("/reports/new/check/")
    walk(grace)
    answer = grace.post("/reports/new/check/")
    assert answer.status_code == 403
    assert "try again in" in words_of(answer)
    assert "It is dark." in words_of(answer)
    assert Report.objects.count() == 10


def test_the_public_page_tells_the_story_in_twelve_queries(
    stage, alice, bob, amina, grace, report_by, at_most
):
    report = report_by(alice)
    for number in range(5):
        comment(report.pk, bob, f"Comment {number}")
    work.close(report.pk, amina, Closing.DONE, "A new lamp is in.")
    grace.get(report.get_absolute_url())
    with at_most(12):
        page = grace.get(report.get_absolute_url())
    for part in ("A new lamp is in.", "Comment 4", "Street Lighting", "closed the report", "Promise kept"):
        assert part in words_of(page)


def test_the_list_takes_twelve_queries_however_long_it_is(stage, alice, grace, report_by, at_most):
    for _number in range(30):
        report_by()
    grace.get("/reports/")
    with at_most(12):
        page = grace.get("/reports/?area=east-side&category=street-light&state=underway&age=7")
    assert page.content.decode().count("report-row") == 25
    following = re.search(r'rel="next" href="([^"]+)"', page.content.decode())[1].replace("&amp;", "&")
    assert grace.get("/reports/" + following).content.decode().count("report-row") == 5


def test_filters_that_make_no_sense_show_everything(stage, grace, report_by):
    report_by()
    for query in ("area=atlantis", "state=angry", "age=x", "after=nonsense", "after=2026-01-01T00:00_5"):
        assert grace.get(f"/reports/?{query}").content.decode().count("report-row") == 1, query


def test_overdue_reports_can_be_listed(stage, grace, report_by, clock):
    from datetime import timedelta

    report_by()
    assert "report-row" not in grace.get("/reports/?state=late").content.decode()
    clock.shift(timedelta(days=3))
    assert "report-row" in grace.get("/reports/?state=late").content.decode()


def test_the_map_gives_pins_from_near_and_counts_from_far(stage, grace, report_by, monkeypatch):
    from parvis.kernel.places import clusters

    for _number in range(3):
        report_by()
    near = grace.get("/reports/map.json?box=-71.1,42.3,-71.0,42.4").json()
    assert [feature["properties"]["count"] for feature in near["features"]] == [1, 1, 1]
    monkeypatch.setattr(clusters, "PINS_AT_MOST", 2)
    far = grace.get("/reports/map.json?box=-71.1,42.3,-71.0,42.4").json()
    assert [feature["properties"]["count"] for feature in far["features"]] == [3]
    assert grace.get("/reports/map.json?box=everything").status_code == 400


def test_the_feed_has_the_newest_reports(stage, grace, report_by):
    report_by(address="33 Beacon St")
    feed = grace.get("/reports/feed/")
    assert feed.headers["Content-Type"].startswith("application/atom+xml")
    assert "33 Beacon St" in feed.content.decode()


def test_a_comment_that_is_too_long_stays_on_the_page(stage, alice, report_by):
    report = report_by()
    answer = browser_of(alice).post(f"{report.get_absolute_url()}comment/", {"words": "x" * 4001})
    assert answer.status_code == 422
    assert "x" * 4001 in answer.content.decode()


def test_residents_take_part_from_the_page(stage, alice, report_by):
    report, browser = report_by(), browser_of(alice)
    browser.post(f"{report.get_absolute_url()}follow/")
    browser.post(f"{report.get_absolute_url()}comment/", {"words": "Me too.", "key": "a"})
    browser.post(f"{report.get_absolute_url()}look/", {"fixed": "no"})
    page = words_of(browser.get(report.get_absolute_url()))
    assert "Me too." in page
    assert "says: still there" in page
    browser.post(f"{report.get_absolute_url()}follow/", {"stop": "1"})
    assert report.follows.count() == 0


def test_a_guest_is_led_to_sign_in_before_taking_part(stage, grace, report_by):
    answer = grace.post(f"{report_by().get_absolute_url()}look/", {"fixed": "yes"})
    assert answer.status_code == 302
    assert "/account/login/" in answer.url


def test_the_photograph_of_a_private_report_is_as_private_as_the_report(stage, alice, grace, report_by):
    from parvis.kernel.files.actions import store_photo

    upload = store_photo(photo(), owner=alice, purpose="reports.photo")
    report = report_by(alice, photos=(upload.public_id,), is_public=False)
    address = report.photos.get().upload.address
    assert grace.get(address).status_code == 404
    assert browser_of(alice).get(address).status_code == 200


def test_no_confirmation_waits_for_somebody_without_an_address(stage, grace):
    walk(grace)
    grace.post("/reports/new/check/")
    assert not Confirmation.objects.exists()
