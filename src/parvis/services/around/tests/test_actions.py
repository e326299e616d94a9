"""Watching, being told, stopping."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from parvis.kernel.catalogue.models import Service
from parvis.kernel.clock import now
from parvis.kernel.journal.models import Entry
from parvis.kernel.keeping.actions import erase, let_go
from parvis.kernel.notices.actions import choose
from parvis.kernel.notices.kinds import Category
from parvis.kernel.notices.models import Delivery, Notice
from parvis.kernel.people.models import Confirmation, Person
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.testing.cast import member
from parvis.kernel.trust.actions import Reason, hide
from parvis.kernel.trust.rules import Ground
from parvis.services.around.actions import confirm_watch, send_due, stop, watch
from parvis.services.around.models import Place, Watch
from parvis.services.around.queries import happenings
from parvis.services.around.rules import WATCHES_AT_MOST, Rhythm
from parvis.services.around.tests.stage import HERE, WEST, build, circle, happen, watching

HOUR = timedelta(hours=1)


def letters(mailoutbox, run_jobs) -> list[str]:
    run_jobs()
    found = [letter.body.replace("\u2068", "").replace("\u2069", "") for letter in mailoutbox]
    mailoutbox.clear()
    return found


def test_a_member_is_told_within_the_hour_and_only_once(noon, stage, alice, mailoutbox, run_jobs):
    watching(Place(stage.east), alice)
    happen()
    assert send_due() == 0
    noon.shift(HOUR)
    assert send_due() == 1
    (letter,) = letters(mailoutbox, run_jobs)
    assert "A resident reported: light." in letter
    assert "/reports/23456789/" in letter
    noon.shift(HOUR)
    assert (send_due(), send_due()) == (1, 0)
    assert letters(mailoutbox, run_jobs) == []
    assert Watch.objects.get().last_sent_at < Watch.objects.get().last_entry_at


def test_nothing_is_written_where_nothing_happened(noon, stage, alice, mailoutbox, run_jobs):
    watching(Place(stage.east), alice)
    happen(WEST)
    noon.shift(HOUR)
    assert send_due() == 1
    assert letters(mailoutbox, run_jobs) == []
    assert Watch.objects.get().last_sent_at is None


def test_a_circle_hears_what_is_near_and_not_what_is_far(noon, stage, alice, bob, mailoutbox, run_jobs):
    watching(circle(HERE, 500), alice)
    watching(circle(WEST, 500), bob)
    happen(HERE)
    noon.shift(HOUR)
    send_due()
    run_jobs()
    assert [letter.to for letter in mailoutbox] == [[alice.email]]
    assert "Beacon Street (500 m)" in mailoutbox[0].body


def test_a_wide_circle_reaches_over_the_border_of_a_neighbourhood(noon, stage):
    happen(HERE)
    happen(WEST)
    span = (now() - HOUR, now() + HOUR)
    assert len(happenings(circle(HERE, 5000), *span)) == 2
    assert len(happenings(circle(HERE, 800), *span)) == 1
    assert len(happenings(Place(), *span)) == 2


def test_daily_and_weekly_letters_wait_for_their_morning(noon, stage, alice, bob, mailoutbox, run_jobs):
    watching(Place(stage.east), alice, Rhythm.DAILY)
    watching(Place(stage.east), bob, Rhythm.WEEKLY)
    happen()
    noon.shift(timedelta(hours=18))
    assert send_due() == 0
    noon.shift(HOUR)
    assert send_due() == 1
    noon.shift(timedelta(days=4))
    send_due()
    run_jobs()
    assert [letter.to for letter in mailoutbox] == [[alice.email], [bob.email]]


def test_only_the_chosen_questions_are_told(noon, stage, alice, mailoutbox, run_jobs):
    watching(Place(stage.east), alice, questions=("say",))
    happen()
    noon.shift(HOUR)
    send_due()
    happen(verb="commented")
    noon.shift(HOUR)
    send_due()
    (letter,) = letters(mailoutbox, run_jobs)
    assert "wrote about" in letter
    assert "reported" not in letter


def test_letters_name_nobody(noon, stage, alice, bob, mailoutbox, run_jobs):
    watching(Place(stage.east), alice)
    happen(by=bob.public_id)
    noon.shift(HOUR)
    send_due()
    run_jobs()
    assert "Bob" not in mailoutbox[0].body + str(mailoutbox[0].alternatives)
    assert set(Notice.objects.get().data) == {"watch", "since", "until"}


def test_what_the_city_hid_is_not_told(noon, stage, alice, mona, mailoutbox, run_jobs):
    watching(Place(stage.east), alice)
    happen()
    hide("reports.report:23456789", Reason(Ground.SPAM, "Not about the street.", mona))
    noon.shift(HOUR)
    send_due()
    assert letters(mailoutbox, run_jobs) == []


def test_what_was_hidden_after_the_letter_was_begun_is_left_out(
    noon, stage, alice, mona, mailoutbox, run_jobs
):
    watching(Place(stage.east), alice)
    happen()
    noon.shift(HOUR)
    send_due()
    hide("reports.report:23456789", Reason(Ground.SPAM, "Not about the street.", mona))
    (letter,) = letters(mailoutbox, run_jobs)
    assert "no longer shown" in letter


def test_a_letter_that_leaves_after_the_stop_tells_nothing(noon, stage, alice, mailoutbox, run_jobs):
    made = watching(Place(stage.east), alice)
    happen()
    noon.shift(HOUR)
    send_due()
    stop(made.public_id, by=alice)
    (letter,) = letters(mailoutbox, run_jobs)
    assert "light" not in letter


def test_the_letter_is_in_the_reader_s_language_whoever_the_worker_is(noon, stage, mailoutbox, run_jobs):
    chantal = member("Chantal", language="")
    watch(Place(stage.east), Rhythm.HOURLY, chantal, language="ar")
    happen()
    noon.shift(HOUR)
    send_due()
    run_jobs()
    assert 'dir="rtl"' in mailoutbox[0].alternatives[0][0]


def test_a_long_letter_tells_the_newest_thirty(noon, stage, alice, mailoutbox, run_jobs):
    watching(Place(stage.east), alice)
    for number in range(31):
        happen(thing=f"thing-{number}")
    noon.shift(HOUR)
    send_due()
    (letter,) = letters(mailoutbox, run_jobs)
    assert letter.count("* A resident reported") == 30


def test_who_wants_no_such_letters_still_finds_them_on_the_page(noon, stage, alice, mailoutbox, run_jobs):
    choose(alice, Category.AREA, wanted=False)
    watching(Place(stage.east), alice)
    happen()
    noon.shift(HOUR)
    send_due()
    assert letters(mailoutbox, run_jobs) == []
    assert Notice.objects.get().person == alice


def test_a_guest_is_told_only_after_the_address_is_proved(noon, stage, mailoutbox, run_jobs):
    made = watching(Place(stage.east), email="Zoe@People.example")
    happen()
    noon.shift(HOUR)
    assert send_due() == 0
    (letter,) = letters(mailoutbox, run_jobs)
    assert "Open the link, and it begins" in letter
    zoe = member("Zoe")
    assert confirm_watch(made.public_id, zoe) == "/around/?area=east-side"
    assert confirm_watch(made.public_id, zoe) == "/around/?area=east-side"
    made.refresh_from_db()
    assert (made.person, made.email) == (zoe, "")
    happen()
    noon.shift(HOUR)
    send_due()
    assert len(letters(mailoutbox, run_jobs)) == 1


def test_a_guest_who_lost_the_letter_gets_another_one_for_the_same_wish(stage, mailoutbox, run_jobs):
    for _time in range(2):
        watching(Place(stage.east), email="zoe@people.example")
    assert len(letters(mailoutbox, run_jobs)) == 2
    assert Watch.objects.count() == Confirmation.objects.count() == 1


def test_a_guest_who_turns_out_to_be_a_member_keeps_one_watch_of_each_place(noon, stage, alice):
    watching(Place(stage.east), alice, Rhythm.DAILY)
    watching(Place(stage.west), alice)
    watching(circle(), alice)
    made = watching(Place(stage.east), email=alice.email, rhythm=Rhythm.WEEKLY)
    confirm_watch(made.public_id, alice)
    assert Watch.objects.count() == 3
    assert Watch.objects.get(area=stage.east).rhythm == Rhythm.WEEKLY


def test_a_confirmation_of_something_stopped_leads_to_the_page(stage, alice):
    assert confirm_watch("nothing", alice) == "/around/"


def test_the_same_place_again_changes_the_wish(stage, alice):
    first = watching(circle(radius=500), alice)
    second = watching(circle(radius=1000), alice, Rhythm.WEEKLY, questions=("say", "saw", "nonsense"))
    assert first.pk == second.pk
    assert (second.radius_metres, second.rhythm, second.questions) == (1000, "weekly", ["saw", "say"])


def test_the_whole_city_is_no_place_to_be_told_about(stage, alice):
    with pytest.raises(RefusedError, match="Choose a neighbourhood"):
        watching(Place(), alice)


def test_nobody_is_told_about_too_many_places_but_may_change_one(stage, alice):
    for number in range(WATCHES_AT_MOST):
        watching(circle((42.35 + number / 1000, -71.06)), alice)
    with pytest.raises(RefusedError, match="Stop one of them first"):
        watching(Place(stage.east), alice)
    watching(circle((42.35, -71.06)), alice, Rhythm.WEEKLY)


def test_a_city_that_does_not_offer_it_says_so(stage, alice):
    Service.objects.update(stage="paused")
    with pytest.raises(RefusedError, match="at the moment"):
        watching(Place(stage.east), alice)


def test_a_member_stops_their_own_and_nobody_else_s(stage, alice, charlie):
    made = watching(Place(stage.east), alice)
    with pytest.raises(AbsentError):
        stop(made.public_id, by=charlie)
    stop(made.public_id, by=alice)
    assert not Watch.objects.exists()


def test_who_leaves_is_told_nothing_more_and_forgotten(noon, stage, alice, bob):
    watching(circle(), alice)
    kept = watching(circle(), bob)
    happen()
    erase(alice)
    assert Watch.objects.get() == kept
    noon.shift(HOUR)
    assert send_due() == 1


def test_what_nobody_confirmed_goes_after_two_weeks(noon, stage, alice):
    watching(Place(stage.east), email="zoe@people.example")
    watching(Place(stage.west), alice)
    noon.shift(timedelta(days=13, hours=23))
    assert "around.Watch.email" not in let_go()
    noon.shift(HOUR)
    assert let_go()["around.Watch.email"] == 1
    assert Watch.objects.get().person == alice


def test_the_journal_learns_that_somebody_watches_and_neither_who_nor_where(stage, alice):
    watching(circle(), alice)
    watching(circle(), alice, Rhythm.WEEKLY)
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor, entry.area_id, entry.cell, entry.data) == (
        "around.watch.begun",
        "guest",
        0,
        "",
        {},
    )
    assert alice.public_id not in entry.subject


@pytest.mark.parametrize(
    "wrong",
    [
        {"area_id": None},
        {"lat": 42.0, "lon": -71.0, "radius_metres": 500},
        {"area_id": None, "lat": 42.0, "lon": -71.0, "radius_metres": 99},
        {"area_id": None, "lat": 92.0, "lon": -71.0, "radius_metres": 500},
        {"person_id": None},
        {"email": "zoe@people.example"},
        {"rhythm": "yearly"},
    ],
)
def test_the_database_refuses_a_watch_that_makes_no_sense(stage, alice, wrong):
    made = watching(Place(stage.east), alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Watch.objects.filter(pk=made.pk).update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_two_workers_write_one_letter(transactional_db, together):
    stage = build()
    made = watching(Place(stage.east), member("Alice"))
    happen(within=timedelta(hours=-2))
    Watch.objects.update(last_entry_at=made.last_entry_at - timedelta(hours=3))
    outcomes = together(send_due, send_due, send_due)
    assert sorted(outcomes) == [0, 0, 1]
    assert Delivery.objects.count() == 1
    assert Person.objects.count() == 1


def test_the_link_in_a_letter_stops_it(noon, stage, alice, mailoutbox, run_jobs, grace):
    watching(Place(stage.east), alice)
    happen()
    noon.shift(HOUR)
    send_due()
    (letter,) = letters(mailoutbox, run_jobs)
    path = re.search(r"http://[^/]+(/around/stop/\S+)", letter)[1]
    assert "Stop these letters?" in grace.get(path).content.decode()
    assert Watch.objects.exists()
    assert "We write no more" in grace.post(path).content.decode()
    assert not Watch.objects.exists()
    assert grace.get(path).status_code == 200
