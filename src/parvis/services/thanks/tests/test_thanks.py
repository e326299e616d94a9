"""Whoever does something for the neighbourhood hears that somebody noticed."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.blocks.actions import keep_off
from parvis.kernel.blocks.rules import Choice
from parvis.kernel.catalogue.models import Service
from parvis.kernel.clock import now
from parvis.kernel.journal.models import Entry
from parvis.kernel.keeping.actions import erase
from parvis.kernel.notices.models import Notice
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.testing.answers import words_of
from parvis.kernel.testing.cast import browser_of
from parvis.services.helping.actions import judge, prove, take
from parvis.services.openings.tests.stage import opened
from parvis.services.reports.actions.part import comment, look_again
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import build, reported
from parvis.services.thanks.actions import thank
from parvis.services.thanks.models import Thank
from parvis.services.thanks.queries import has_thanked, thanks_of
from parvis.services.thanks.rules import DAYS_TO_THANK, Done, can_thank
from parvis.services.thanks.seeds import seed

LATELY = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def stage(db):
    return build()


@given(st.integers(-10, 300), st.booleans())
def test_one_thanks_others_and_only_while_it_is_fresh(days, is_own):
    allowed = can_thank(Done(LATELY, 1, ""), LATELY + timedelta(days=days), is_own=is_own)
    assert allowed is (0 <= days <= DAYS_TO_THANK and not is_own)


def test_a_tap_thanks_who_reported_it_and_they_hear_of_the_first_without_a_name(stage, alice, bob, charlie):
    report = reported(stage, alice)
    answer = browser_of(bob).post(f"/thanks/{report.subject}/")
    assert answer.url == report.get_absolute_url()
    assert thank(charlie, report.subject) == 2
    (notice,) = Notice.objects.filter(kind="thanks.thanked")
    assert (notice.person, notice.data) == (alice, {"subject": report.subject})
    assert f"/thanks/{report.subject}/" in browser_of(charlie).get(report.get_absolute_url()).content.decode()
    page = words_of(browser_of(charlie).get(f"/thanks/{report.subject}/"))
    assert "2 people said thank you" in page
    assert "Bob" not in page


def test_a_service_that_gives_nothing_back_takes_no_thanks(stage, alice, bob):
    report = reported(stage, alice)
    Service.objects.filter(module="reports").update(sheet={"reward": "nothing"})
    with pytest.raises(RefusedError, match="nothing is given back"):
        thank(bob, report.subject)
    page = browser_of(bob).get(f"/thanks/{report.subject}/")
    assert "nothing is given back" in words_of(page)
    assert f'action="/thanks/{report.subject}/"' not in page.content.decode()
    Service.objects.filter(module="reports").update(sheet={"reward": "hours"})
    assert thank(bob, report.subject) == 1


def told(person):
    return Notice.objects.filter(kind="thanks.thanked", person=person).count()


def test_who_helped_hears_that_somebody_thanked_and_nobody_reads_who_it_was(
    stage, mona, alice, bob, charlie, amina
):
    opened(mona)
    report = reported(stage, alice)
    thank(amina, report.subject)
    job = take(report.public_id, bob, has_read=True)
    prove(job.pk, bob, "I wiped the glass.", 20)
    thank(mona, report.subject)
    assert told(bob) == 0, "nobody saw yet that it is done"
    judge(job.pk, alice, done=True)
    thank(alice, report.subject)
    assert told(bob) == 1, "the thanks of the author reach who helped"
    thank(bob, report.subject)
    thank(charlie, report.subject)
    assert (told(bob), told(alice)) == (1, 1)
    for page in (report.get_absolute_url(), f"/thanks/{report.subject}/"):
        assert "Bob" not in words_of(browser_of(charlie).get(page))


def test_the_thanks_of_the_author_do_not_swallow_the_first_of_another(stage, alice, bob, charlie):
    report = reported(stage, alice)
    look_again(report.pk, bob, fixed=True)
    thank(alice, report.subject)
    assert (told(bob), told(alice)) == (1, 0)
    thank(charlie, report.subject)
    assert (told(bob), told(alice)) == (1, 1)


def test_looking_at_ones_own_report_is_no_reason_to_thank_oneself(stage, alice, bob):
    report = reported(stage, alice)
    look_again(report.pk, alice, fixed=True)
    with pytest.raises(RefusedError, match="what others did here lately"):
        thank(alice, report.subject)
    look_again(report.pk, bob, fixed=True)
    assert thank(alice, report.subject) == 1


def test_they_read_it_in_a_letter_that_leads_to_what_was_thanked_for(stage, alice, bob, mailoutbox, run_jobs):
    report = reported(stage, alice)
    thank(bob, report.subject)
    run_jobs()
    (letter,) = [each for each in mailoutbox if "thank" in each.subject]
    assert letter.to == [alice.email]
    for words in (letter.body, letter.alternatives[0].content):
        assert "Somebody in your city noticed what you did" in words
        assert "Bob" not in words


def test_thanking_twice_counts_once(stage, alice, bob):
    report = reported(stage, alice)
    assert [thank(bob, report.subject), thank(bob, report.subject)] == [1, 1]
    assert has_thanked(bob, report.subject)
    assert Entry.objects.filter(verb="thanks.thank.given").count() == 1


def test_nobody_thanks_themselves_or_for_nothing_or_for_what_is_private_or_long_ago(stage, alice, bob, clock):
    own, private = reported(stage, bob), reported(stage, alice, category=stage.housing)
    with pytest.raises(AbsentError):
        thank(bob, "reports.report:nothing")
    for subject in (own.subject, private.subject):
        with pytest.raises(RefusedError, match="what others did here lately"):
            thank(bob, subject)
    old = reported(stage, alice)
    clock.move_to(now() + timedelta(days=DAYS_TO_THANK + 1))
    with pytest.raises(RefusedError, match="lately"):
        thank(bob, old.subject)
    assert not Thank.objects.exists()


def test_a_guest_sees_the_number_and_is_led_to_the_sign_in(stage, alice, bob, grace):
    report = reported(stage, alice)
    page = f"/thanks/{report.subject}/"
    assert "person said thank you" not in words_of(grace.get(page))
    thank(bob, report.subject)
    assert "1 person said thank you" in words_of(grace.get(page))
    assert grace.post(page).url.startswith("/account/login/")
    assert Thank.objects.count() == 1
    assert browser_of(bob).post("/thanks/nothing:nothing/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_moment_are_one_thanks(alice, bob):
    subject = reported(build(), alice).subject
    start, counts = threading.Barrier(2), []

    def tap():
        start.wait()
        counts.append(thank(bob, subject))
        connection.close()

    taps = [threading.Thread(target=tap) for _each in range(2)]
    for each in taps:
        each.start()
    for each in taps:
        each.join()
    assert counts == [1, 1]


def test_the_neighbourhood_s_page_tells_what_was_done_and_thanked_for_this_month(stage, alice, bob, grace):
    assert "The first stone is yours" in words_of(grace.get("/areas/east-side/"))
    thank(bob, reported(stage, alice, shows_name=True).subject)
    page = words_of(grace.get("/areas/east-side/"))
    assert "Told what they saw 1" in page
    assert "Said thank you 1" in page
    assert "Had their say" not in page, "thanks are told by themselves"
    assert "1 person under their name" in page
    assert "Told what they saw" not in words_of(grace.get("/areas/west-side/"))


def test_whoever_leaves_leaves_thanks_without_a_name(stage, alice, bob):
    report = reported(stage, alice)
    thank(bob, report.subject)
    assert thanks_of(bob).count() == 1
    erase(bob)
    assert Thank.objects.get().person is None


def test_the_demo_thanks_once(stage, alice, bob):
    reported(stage, alice)
    reported(stage, bob)
    seed()
    first = Thank.objects.count()
    seed()
    assert Thank.objects.count() == first > 0
    assert Report.objects.count() == 2


def test_nobody_thanks_under_a_name_that_keeps_them_away_and_a_nameless_report_tells_nothing(
    stage, alice, bob
):
    named, nameless = reported(stage, alice, shows_name=True), reported(stage, alice)
    keep_off(alice, comment(named.pk, bob, "You again.").subject, Choice.BLOCK)
    with pytest.raises(RefusedError, match="You cannot do this here"):
        thank(bob, named.subject)
    assert thank(bob, nameless.subject) == 1
