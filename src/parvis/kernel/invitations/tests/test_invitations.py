"""What can I do here, now? Everybody is asked for what is needed and fits them, and nobody too often."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from parvis.kernel.clock import now
from parvis.kernel.interests.actions import keep_interests
from parvis.kernel.interests.models import Interest
from parvis.kernel.interests.queries import interests_of
from parvis.kernel.interests.rules import UNASKED, Interests, Reach, Slot, slot_of
from parvis.kernel.invitations import tasks
from parvis.kernel.invitations.actions import write_letters
from parvis.kernel.invitations.labels import told
from parvis.kernel.invitations.models import Letter
from parvis.kernel.invitations.nudging import BELONGING, EASY_FIRST
from parvis.kernel.invitations.queries import letter_named, letters_of, seeker_of
from parvis.kernel.invitations.tests.stage import HERE, Room, need
from parvis.kernel.journal.actions import record
from parvis.kernel.journal.verbs import declared
from parvis.kernel.keeping.actions import erase
from parvis.kernel.needs import registry
from parvis.kernel.needs.rules import Reason, Why
from parvis.kernel.notices.actions import choose
from parvis.kernel.notices.kinds import Category
from parvis.kernel.notices.models import Notice, Pace
from parvis.kernel.nudges.actions import set_nudge
from parvis.kernel.nudges.models import Exposure
from parvis.kernel.places.actions import load_city
from parvis.kernel.places.models import Area
from parvis.kernel.sheets.rules import Rung
from parvis.kernel.testing.answers import words_of
from parvis.kernel.testing.cast import browser_of, member

pytestmark = pytest.mark.django_db
WANTS = Interests(letter=True)
RING = [[-71.07, 42.35], [-71.06, 42.35], [-71.06, 42.36], [-71.07, 42.36], [-71.07, 42.35]]
SQUARE = {
    "type": "Feature",
    "properties": {"name": "Fenway"},
    "geometry": {"type": "Polygon", "coordinates": [RING]},
}


@pytest.fixture
def room(monkeypatch):
    """The one room that needs somebody."""
    found = Room([need()])
    monkeypatch.setattr(registry, "_sources", {"bench": found})
    return found


def line_of(person):
    letter = Letter.objects.get(person=person)
    return f"/invitations/{letter.public_id}/0/"


def people_of(nudge):
    return set(Exposure.objects.filter(nudge=nudge).values_list("person_id", flat=True))


def test_a_guest_sees_what_is_needed_and_why(room, grace):
    page = words_of(grace.get("/invitations/"))
    assert "Paint the bench one" in page
    assert "It waits for 2 days" in page
    assert "An hour" in page


def test_who_says_where_they_are_sees_what_is_near_and_how_far(room, grace):
    room.needs = [need(lat=HERE[0], lon=HERE[1]), need("bench.thing:far", lat=43.0, lon=-71.0)]
    page = words_of(grace.get(f"/invitations/?spot_lat={HERE[0] + 0.003}&spot_lon={HERE[1]}"))
    assert "300 metres away" in page
    assert "bench far" not in page


def test_a_place_that_nobody_knows_is_told_and_everything_is_shown(room, grace):
    page = words_of(grace.get("/invitations/?spot_address=Xyzzyplugh&most=tap"))
    assert "do not know this address" in page
    assert "Xyzzyplugh" in grace.get("/invitations/?spot_address=Xyzzyplugh").content.decode()


def test_who_has_only_a_minute_is_shown_nothing_longer(room, grace):
    room.needs = [need(), need("bench.thing:tap", rung=Rung.TAP)]
    page = words_of(grace.get("/invitations/?most=minute"))
    assert "bench tap" in page
    assert "bench one" not in page


def test_the_page_of_a_neighbourhood_leads_to_what_is_needed_there(room, grace):
    load_city(
        {"type": "FeatureCollection", "features": [SQUARE]}, {"en": "Boston"}, valid_from=date(2013, 1, 1)
    )
    room.needs = [need(area="fenway"), need("bench.thing:far", area="elsewhere"), need("bench.thing:all")]
    assert "/invitations/?area=fenway" in grace.get("/areas/fenway/").content.decode()
    page = words_of(grace.get("/invitations/?area=fenway"))
    assert "bench one" in page
    assert "bench all" in page
    assert "bench far" not in page
    assert "bench far" in words_of(grace.get("/invitations/?area=atlantis"))


def test_the_best_few_are_marked_for_the_front_page(room, grace):
    room.needs = [need(f"bench.thing:{number}", since=now() - timedelta(days=number)) for number in range(6)]
    page = grace.get("/invitations/").content.decode()
    assert page.count(" best") == 3
    assert "/invitations/" in grace.get("/").content.decode()


def test_where_nothing_is_needed_the_page_leads_on(room, grace):
    room.needs = []
    assert "Nothing is needed here that fits you" in words_of(grace.get("/invitations/"))


def test_what_somebody_said_counts_and_only_they_see_it(room, alice):
    room.needs = [need(skills=frozenset({"gardening"})), need("bench.thing:two", rung=Rung.COMMITMENT)]
    browser = browser_of(alice)
    said = {"most": "hour", "reach": "city", "skills": ["gardening"], "times": ["weekend"], "letter": "on"}
    assert browser.post("/account/interests/", said).status_code == 302
    assert interests_of(alice) == Interests(
        frozenset({"gardening"}), frozenset(), frozenset({"weekend"}), Rung.HOUR, Reach.CITY, letter=True
    )
    page = words_of(browser.get("/invitations/"))
    assert "You said that you can: work with plants" in page
    assert "bench two" not in page
    assert "Change what you like to do" in page
    assert browser.post("/account/interests/", {"most": "castle", "reach": "city"}).status_code == 422
    assert "checked" in browser.get("/account/interests/").content.decode()


def test_somebody_who_took_part_is_shown_more_than_first_steps(room, alice):
    room.needs = [need("bench.thing:long", rung=Rung.RESPONSIBILITY), need("bench.thing:tap", rung=Rung.TAP)]
    browser = browser_of(alice)
    assert next(each["title"] for each in browser.get("/api/v1/invitations").json()) == "Paint the bench tap"
    room.needs = [need("bench.thing:along", rung=Rung.RESPONSIBILITY), need("bench.thing:tap", rung=Rung.TAP)]
    verb = next(each.name for each in declared().values() if each.question)
    record(verb, subject="bench.thing:one", actor=alice.public_id)
    assert next(each["title"] for each in browser.get("/api/v1/invitations").json()) == "Paint the bench ong"


def test_programs_get_the_same_with_the_reasons(room, grace):
    room.needs = [need(lat=HERE[0], lon=HERE[1], wanted=2)]
    (one,) = grace.get(f"/api/v1/invitations?lat={HERE[0]}&lon={HERE[1]}").json()
    assert (one["title"], one["rung"], one["wanted"]) == ("Paint the bench one", "hour", 2)
    assert one["why"] == ["On the spot", "It waits for 2 days", "2 more are wanted"]
    assert grace.get("/api/v1/invitations?lat=99").status_code == 422


def test_only_who_asked_for_it_gets_a_letter_that_says_why(room, alice, bob, run_jobs, mailoutbox):
    keep_interests(alice, WANTS)
    keep_interests(bob, UNASKED)
    tasks.invite.func(timestamp=0)
    run_jobs()
    (letter,) = mailoutbox
    assert letter.to == [alice.email]
    assert letter.subject == "1 thing that you could do near you"
    assert "Paint the bench one" in letter.body
    assert "It waits for 2 days" in letter.body
    assert line_of(alice) in letter.body
    assert "List-Unsubscribe" in letter.extra_headers


def test_nobody_gets_two_letters_in_a_week_or_hears_of_the_same_twice(room, alice, clock):
    keep_interests(alice, WANTS)
    assert [write_letters(), write_letters()] == [1, 0]
    clock.move_to(now() + timedelta(days=7))
    assert write_letters() == 0, "She knows of the only one."
    room.needs.append(need("bench.thing:two"))
    assert write_letters() == 1
    assert Letter.objects.get(subjects=["bench.thing:two"]).unanswered == 2


def test_whoever_does_not_answer_is_asked_less_often_until_they_do(room, alice, clock):
    keep_interests(alice, WANTS)
    weeks = []
    for week in range(8):
        room.needs = [need(f"bench.thing:{week}")]
        if write_letters():
            weeks.append(week)
            if week == 6:
                browser_of(alice).get(f"/invitations/{Letter.objects.latest('week').public_id}/0/")
        clock.move_to(now() + timedelta(days=7))
    assert weeks == [0, 1, 2, 4, 6, 7]


def test_whoever_got_none_for_half_a_year_begins_anew(room, alice, clock):
    keep_interests(alice, WANTS)
    write_letters()
    Letter.objects.update(unanswered=9)
    room.needs.append(need("bench.thing:two"))
    clock.move_to(now() + timedelta(weeks=7))
    assert write_letters() == 0, "eight weeks are hers"
    clock.move_to(now() + timedelta(weeks=20))
    assert write_letters() == 1
    assert Letter.objects.latest("week").unanswered == 1


def test_a_nudge_counts_those_alone_to_whom_it_could_be_shown(room, dana, alice, bob, charlie):
    load_city(
        {"type": "FeatureCollection", "features": [SQUARE]}, {"en": "Boston"}, valid_from=date(2013, 1, 1)
    )
    for nudge in (BELONGING, EASY_FIRST):
        set_nudge(nudge, dana, is_on=True, holdout=50, reason="So that we know what it does.")
    fenway = Area.objects.get(slug="fenway")
    verb = next(each.name for each in declared().values() if each.question)
    record(verb, subject="bench.thing:one", actor=dana.public_id, area_id=fenway.pk)
    alice.home_area = fenway
    alice.save()
    for each in (alice, bob):
        keep_interests(each, WANTS)
    keep_interests(charlie, replace(WANTS, most=Rung.TAP))
    assert write_letters() == 2, "what is needed is too much for Charlie"
    assert people_of(EASY_FIRST) == {alice.pk, bob.pk}
    assert people_of(BELONGING) == {alice.pk}, "nobody knows of neighbours of Bob's"


def test_the_line_of_a_letter_leads_there_and_answers_it_for_its_reader_alone(room, alice, bob, grace):
    keep_interests(alice, WANTS)
    write_letters()
    for stranger in (grace, browser_of(bob)):
        assert stranger.get(line_of(alice)).url == "/areas/"
        assert Letter.objects.get().answered_at is None
    assert browser_of(alice).get(line_of(alice)).url == "/areas/"
    letter = letter_named(Letter.objects.get().public_id)
    assert (letter.answered_at is not None, letter.unanswered) == (True, 0)
    assert grace.get(line_of(alice).replace("/0/", "/9/")).status_code == 404
    assert grace.get("/invitations/nothing/0/").status_code == 404


def test_who_was_asked_least_is_asked_first_where_few_are_needed(room, alice, bob, clock):
    many = [member(f"Person{number}") for number in range(8)]
    for each in [*many, alice]:
        keep_interests(each, WANTS)
    room.needs = [need("bench.thing:old")]
    write_letters()
    left_out = {each.pk for each in [*many, alice]} - set(Letter.objects.values_list("person_id", flat=True))
    assert len(left_out) == 1, "one is needed, eight are told"
    clock.move_to(now() + timedelta(days=7))
    room.needs = [need("bench.thing:new")]
    write_letters()
    assert left_out <= set(
        Letter.objects.filter(subjects=["bench.thing:new"]).values_list("person_id", flat=True)
    )


def test_a_letter_is_in_its_reader_s_language(room, alice, run_jobs, mailoutbox):
    alice.language = "fr"
    alice.save()
    keep_interests(alice, WANTS)
    write_letters()
    run_jobs()
    assert "attend depuis 2 jours" in mailoutbox[0].body


def test_one_click_ends_the_letters_and_leaves_the_place_to_others(room, alice, bob, run_jobs, mailoutbox):
    many = [member(f"Person{number}") for number in range(8)]
    for each in [alice, *many]:
        keep_interests(each, WANTS)
    choose(alice, Category.INVITED, wanted=False)
    choose(many[0], Category.OWN, wanted=False)
    choose(many[1], Category.INVITED, wanted=True, pace=Pace.WEEKLY)
    assert write_letters() == 8, "one is needed, eight are told, and all eight get the letter"
    run_jobs()
    assert {letter.to[0] for letter in mailoutbox} == {each.email for each in many}
    assert not Letter.objects.filter(person=alice).exists()


@pytest.mark.parametrize("pace", [Pace.DAILY, Pace.WEEKLY])
def test_the_letter_of_the_week_comes_whole_to_whoever_likes_digests(room, alice, pace, run_jobs, mailoutbox):
    keep_interests(alice, WANTS)
    choose(alice, Category.INVITED, wanted=True, pace=pace)
    write_letters()
    run_jobs()
    (letter,) = mailoutbox
    assert "It waits for 2 days" in letter.body
    assert line_of(alice) in letter.body
    page = words_of(browser_of(alice).get("/notices/preferences/"))
    assert "The letter of the week gathers things itself" in page


def test_who_left_is_not_known_any_more(room, alice):
    keep_interests(alice, WANTS)
    write_letters()
    assert letters_of(alice).count() == 1
    erase(alice, words_too=True)
    assert not Letter.objects.exists()
    assert not Interest.objects.exists()
    assert not Notice.objects.filter(kind="invitations.letter").exists()


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_moment_write_one_letter_each(room, alice):
    keep_interests(alice, WANTS)
    wrote, start = [], threading.Barrier(2)

    def run():
        start.wait()
        wrote.append(write_letters())
        connection.close()

    runs = [threading.Thread(target=run) for _each in range(2)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    assert sorted(wrote) == [0, 1]


def test_the_database_refuses_a_second_letter_in_a_week(room, alice):
    keep_interests(alice, WANTS)
    write_letters()
    letter = Letter.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(person=alice, week=letter.week, subjects=[], paths=[])
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(answered_at=now())


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason(Why.NEAR, 10), "On the spot"),
        (Reason(Why.NEAR, 73), "70 metres away"),
        (Reason(Why.NEAR, 1234), "1.2 kilometres away"),
        (Reason(Why.SOON, 0), "Today is the last day"),
        (Reason(Why.SOON, 2), "2 days left"),
        (Reason(Why.LANGUAGE, word="ca"), "You speak the language: Catalan"),
        (Reason(Why.SKILL, word="cooking"), "You said that you can: cook"),
    ],
)
def test_each_reason_is_a_sentence(reason, words):
    assert told(reason) == words


def test_an_evening_and_a_weekend_are_told_apart():
    monday = now().replace(year=2026, month=11, day=30, hour=12)
    assert slot_of(monday) is Slot.DAY
    assert slot_of(monday.replace(hour=19)) is Slot.EVENING
    assert slot_of(monday + timedelta(days=5)) is Slot.WEEKEND


def test_whether_somebody_took_part_is_read_by_the_index_of_people_however_long_the_journal(alice):
    with CaptureQueriesContext(connection) as asked:
        seeker_of(alice)
    (whose,) = [each["sql"] for each in asked.captured_queries if "is_active_here" in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {whose}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "actor_at_idx" in plan
    assert "journal_entry_other_pkey" not in plan
