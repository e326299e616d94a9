"""Who calls the city together says what for, how far it is, and what comes of it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.clock import now
from parvis.kernel.control.models import Act
from parvis.kernel.keeping.actions import erase
from parvis.kernel.needs.registry import Where
from parvis.kernel.notices.models import Notice
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.promises.models import Promise
from parvis.kernel.testing.answers import words_of
from parvis.kernel.testing.cast import browser_of
from parvis.services.calls import tasks
from parvis.services.calls.actions import answer, count_all, make
from parvis.services.calls.models import Call
from parvis.services.calls.queries import call_named, calls_by, needed, running
from parvis.services.calls.rules import DAYS_AT_MOST, Standing, can_last, share, standing
from parvis.services.calls.seeds import seed
from parvis.services.calls.tests.pages import wish
from parvis.services.reports.actions.part import follow, look_again, unfollow
from parvis.services.reports.tests.stage import WEST, build, reported

ANSWER = "We mend them all before Easter, and count again."


@pytest.fixture
def stage(db):
    return build()


@given(st.integers(0, 10**7), st.integers(1, 10**6))
def test_a_goal_is_reached_when_everything_is_there_and_not_before(counted, goal):
    assert 0 <= share(counted, goal) <= 100
    assert (share(counted, goal) == 100) is (counted >= goal)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-200, 400))
def test_a_call_is_for_a_season(today, days):
    assert can_last(today, today + timedelta(days=days)) is (0 <= days <= DAYS_AT_MOST)


@given(st.integers(0, 20), st.integers(-5, 5), st.booleans())
def test_a_call_stands_in_one_place_at_a_time(counted, hours, answered):
    moment = now()
    found = standing(counted, 10, moment + timedelta(hours=hours), moment, answered=answered)
    if answered:
        assert found is Standing.ANSWERED
    elif hours <= 0:
        assert found is Standing.OVER
    else:
        assert found is (Standing.REACHED if counted >= 10 else Standing.RUNNING)


def test_what_people_do_counts_by_the_journal_from_the_call_on(stage, olga, alice, bob, grace):
    reported(stage, alice)
    call = make(olga, wish(goal=3))
    for each in (alice, bob):
        reported(stage, each, shows_name=True)
    tasks.count.func(timestamp=0)
    page = words_of(grace.get(call.get_absolute_url()))
    assert "2 of 3 contributions" in page
    assert "2 people took part under their name" in page
    assert "Ana Roig, Mayor" in page
    reported(stage, alice)
    count_all()
    assert call_named(call.public_id).standing is Standing.REACHED


def test_whoever_taps_again_and_again_at_one_thing_is_counted_once(stage, olga, alice, bob, grace):
    named, nameless = reported(stage, alice, shows_name=True), reported(stage, alice)
    call = make(olga, wish(goal=100))
    for _time in range(3):
        for report, person in ((named, bob), (nameless, alice)):
            follow(report.pk, person)
            unfollow(report.pk, person)
            look_again(report.pk, person, fixed=True)
            look_again(report.pk, person, fixed=False)
    count_all()
    counted = call_named(call.public_id)
    assert counted.counted == 4, "each followed one report and looked at one"
    assert counted.people == 1
    page = words_of(grace.get("/areas/east-side/"))
    assert "Helped 2" in page
    assert "They gave 4 minutes." in page, "one for each report, one for each look"


def test_a_call_for_one_neighbourhood_counts_what_is_done_there(stage, olga, alice, grace):
    call = make(olga, wish(area="west-side"))
    reported(stage, alice)
    reported(stage, alice, lat=WEST[0], lon=WEST[1])
    count_all()
    assert call_named(call.public_id).counted == 1
    assert running("east-side") == []
    assert "A hundred looks" in words_of(grace.get("/areas/west-side/"))
    assert "A hundred looks" not in words_of(grace.get("/areas/east-side/"))


def test_everybody_is_invited_to_it_until_the_goal_is_reached(stage, olga, alice):
    call = make(olga, wish(goal=1))
    (one,) = needed(Where())
    assert (one.subject, one.wanted, one.path) == (call.subject, 1, call.get_absolute_url())
    reported(stage, alice)
    count_all()
    assert list(needed(Where())) == []


def test_whoever_calls_owes_an_answer_and_the_clock_is_public(stage, olga, alice, bob, grace, clock):
    call = make(olga, wish())
    promise = Promise.objects.get(subject=call.subject)
    assert promise.due_at > call.until
    reported(stage, alice, shows_name=True)
    clock.move_to(call.until + timedelta(days=1))
    assert "The answer is awaited" in words_of(grace.get(call.get_absolute_url()))
    reported(stage, bob)
    answer(call.public_id, olga, ANSWER)
    promise.refresh_from_db()
    assert promise.answered_at is not None
    assert ANSWER in words_of(grace.get(call.get_absolute_url()))
    (notice,) = Notice.objects.filter(kind="calls.answered")
    assert notice.person == alice, "who came too late did not take part"
    assert "A hundred looks" in notice.title
    with pytest.raises(RefusedError, match="answered already"):
        answer(call.public_id, olga, ANSWER)


def test_who_took_part_reads_in_a_letter_that_it_was_answered(stage, olga, alice, mailoutbox, run_jobs):
    call = make(olga, wish())
    reported(stage, alice, shows_name=True)
    answer(call.public_id, olga, ANSWER)
    run_jobs()
    (letter,) = [each for each in mailoutbox if "A hundred looks" in each.subject]
    assert letter.to == [alice.email]
    for words in (letter.body, letter.alternatives[0].content):
        assert "You took part in a call of the city" in words
        assert call.get_absolute_url() in words


def test_an_answer_ends_a_call_that_still_runs(stage, olga):
    call = answer(make(olga, wish()).public_id, olga, ANSWER)
    assert call_named(call.public_id).standing is Standing.ANSWERED
    assert running() == []
    assert Promise.objects.get(subject=call.subject).broken_at is None


def test_both_stand_in_the_register_of_decisions(stage, olga, grace):
    call = make(olga, wish())
    answer(call.public_id, olga, ANSWER)
    assert set(Act.objects.values_list("verb", flat=True)) >= {"calls.call.made", "calls.call.answered"}
    act = Act.objects.get(verb="calls.call.made")
    assert "The city calls for" in words_of(grace.get(act.get_absolute_url()))


def test_clicking_twice_calls_once(stage, olga):
    assert make(olga, wish(), key="twice") == make(olga, wish(), key="twice")
    assert Call.objects.count() == 1


def test_only_owners_of_the_desk_call_and_answer(stage, olga, dana, mona, alice):
    call = make(olga, wish())
    for person in (dana, mona, alice):
        with pytest.raises(RefusedError, match="Only owners of the public desk"):
            make(person, wish())
        with pytest.raises(RefusedError, match="Only owners of the public desk"):
            answer(call.public_id, person, ANSWER)
    page = words_of(browser_of(dana).get("/office/calls/"))
    assert "Only owners of the public desk" in page
    assert browser_of(dana).post("/office/calls/", {"title": "x"}).status_code == 403


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": " \u202e "}, "in one line"),
        ({"words": " "}, "why it matters"),
        ({"signed": ""}, "who calls"),
        ({"area": "atlantis"}, "no such neighbourhood"),
        ({"modules": []}, "what counts"),
        ({"modules": ["dragons"]}, "what counts"),
        ({"goal": 0}, "a goal from 1"),
        ({"last_day": localdate() - timedelta(days=3)}, "last day within"),
        ({"reason": "so"}, "Say why"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(stage, olga, changed, sentence):
    with pytest.raises(RefusedError, match=sentence):
        make(olga, wish(**changed))
    assert not Call.objects.exists()


def test_an_official_calls_and_answers_on_the_pages(stage, olga):
    browser = browser_of(olga)
    given = {
        "title": "Look before the snow",
        "words": "It takes a minute.",
        "signed": "Ana Roig, Mayor",
        "modules": ["reports"],
        "rung": "tap",
        "goal": "50",
        "last_day": (localdate(now()) + timedelta(days=9)).isoformat(),
        "reason": "Too few of our answers are seen with other eyes.",
        "key": "k",
    }
    refused = browser.post("/office/calls/", {**given, "goal": ""})
    assert refused.status_code == 422
    assert "Look before the snow" in refused.content.decode(), "nothing typed is lost"
    assert "Say why" in words_of(browser.post("/office/calls/", {**given, "reason": "so"}))
    page = browser.post("/office/calls/", given).url
    call = Call.objects.get()
    assert page == call.get_absolute_url()
    reply = f"/office/calls/{call.public_id}/"
    assert browser.post(reply, {"words": ""}).status_code == 422
    assert "in your own words" in words_of(browser.post(reply, {"words": "\u202e"}))
    assert browser.post(reply, {"words": ANSWER}).url == page
    assert ANSWER in words_of(browser.get("/calls/")) or ANSWER in words_of(browser.get(page))
    assert browser.get("/calls/nothing/").status_code == 404


def test_the_database_refuses_what_can_never_be(stage, olga):
    call = make(olga, wish())
    for wrong in ({"goal": 0}, {"modules": []}, {"until": call.since}, {"replied_at": now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Call.objects.filter(pk=call.pk).update(**wrong)


def test_a_call_stays_when_who_wrote_it_down_leaves(stage, olga):
    call = make(olga, wish())
    assert calls_by(olga).count() == 1
    olga.memberships.all().delete()
    erase(olga)
    assert call_named(call.public_id).made_by is None


def test_the_demo_calls_once(stage, olga):
    seed()
    seed()
    assert Call.objects.count() == 1
    with pytest.raises(AbsentError):
        call_named("nothing")
