"""Promises on PostgreSQL: opened, kept, broken, moved on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from parvis.kernel.clock import now
from parvis.kernel.hours.weeks import CalendarError, read_week
from parvis.kernel.journal.queries import history_of
from parvis.kernel.promises.actions import (
    Terms,
    answer_promise,
    escalate_due,
    hand_over,
    open_promise,
    pause_promise,
    reopen_promise,
    resume_promise,
    withdraw_promise,
)
from parvis.kernel.promises.calendars import week_of
from parvis.kernel.promises.course import NoPublicDeskError
from parvis.kernel.promises.models import Calendar, Promise
from parvis.kernel.promises.queries import due_between, figures, figures_by, promise_of
from parvis.kernel.promises.rules import Outcome
from parvis.kernel.testing.cast import office

pytestmark = pytest.mark.django_db
SUBJECT = "testing.thing:abc"
ROUND_THE_CLOCK = {day: [["00:00", "00:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


@pytest.fixture
def desk(db):
    return office("city-desk", is_public_desk=True)


@pytest.fixture
def lighting(desk):
    works = office("public-works")
    lighting = office("street-lighting", parent=works)
    for each in (works, lighting, desk):
        Calendar.objects.create(organisation=each, week=ROUND_THE_CLOCK, keeps_public_holidays=False)
    return lighting


def promised(owner, *, minutes=60, subject=SUBJECT, at=None) -> Promise:
    return open_promise(Terms(subject, "testing", owner, minutes, topic="lamps"), at=at)


def test_a_promise_names_who_answers_and_by_when(lighting):
    promise = promised(lighting, minutes=90)
    assert promise.holder == lighting
    assert promise.due_at - promise.opened_at == timedelta(minutes=90)
    assert promise.outcome(now()) is Outcome.RUNNING


def test_a_city_without_a_public_desk_cannot_promise(db):
    alone = office("street-lighting")
    with pytest.raises(NoPublicDeskError):
        promised(alone)


def test_there_can_be_only_one_public_desk(desk):
    with pytest.raises(IntegrityError), transaction.atomic():
        office("second-desk", is_public_desk=True)


def test_an_answer_in_time_keeps_the_promise(lighting):
    promised(lighting)
    assert answer_promise(SUBJECT).outcome(now()) is Outcome.KEPT


def test_an_answer_too_late_breaks_it_and_it_stays_broken(lighting):
    promised(lighting, at=now() - timedelta(hours=2))
    promise = answer_promise(SUBJECT)
    assert promise.outcome(now()) is Outcome.BROKEN
    assert promise.broken_at == promise.due_at


def test_a_second_answer_does_not_save_a_broken_promise(lighting):
    promised(lighting, at=now() - timedelta(hours=2))
    first = answer_promise(SUBJECT).answered_at
    assert answer_promise(SUBJECT, at=now() - timedelta(hours=3)).answered_at == first


def test_what_nobody_answers_goes_up_to_the_public_desk_step_by_step(lighting, desk, clock):
    promised(lighting)
    holders = []
    for _step in range(4):
        clock.shift(timedelta(days=1))
        escalate_due()
        holders.append(promise_of(SUBJECT).holder.slug)
    assert holders == ["public-works", "city-desk", "city-desk", "city-desk"]
    promise = promise_of(SUBJECT)
    assert promise.owner == lighting
    assert promise.broken_at == promise.due_at
    assert promise.moves_at is None
    assert len(history_of(SUBJECT)) == 2


def test_a_promise_moves_once_however_often_the_clock_looks(lighting, clock):
    promised(lighting)
    clock.shift(timedelta(hours=2))
    assert [escalate_due(), escalate_due(), escalate_due()] == [1, 0, 0]


def test_a_clock_that_jumps_a_year_moves_one_step_at_a_time(lighting, clock):
    promised(lighting)
    clock.shift(timedelta(days=365))
    assert escalate_due() == 1
    assert promise_of(SUBJECT).holder.slug == "public-works"


def test_an_answered_promise_never_moves(lighting, clock):
    promised(lighting)
    answer_promise(SUBJECT)
    clock.shift(timedelta(days=9))
    assert escalate_due() == 0


def test_waiting_for_the_resident_stops_the_clock(lighting, clock):
    due = promised(lighting, minutes=120).due_at
    pause_promise(SUBJECT)
    clock.shift(timedelta(hours=5))
    assert escalate_due() == 0
    assert promise_of(SUBJECT).outcome(now()) is Outcome.PAUSED
    moved = resume_promise(SUBJECT)
    assert abs((moved.due_at - due) - timedelta(hours=5)) <= timedelta(minutes=1)
    assert moved.moves_at == moved.due_at


def test_answering_ends_a_pause(lighting, clock):
    promised(lighting)
    pause_promise(SUBJECT)
    clock.shift(timedelta(days=3))
    assert answer_promise(SUBJECT).outcome(now()) is Outcome.KEPT


def test_forwarding_buys_no_time(lighting):
    promise = promised(lighting)
    parks = office("parks")
    moved = hand_over(SUBJECT, parks)
    assert (moved.owner, moved.holder, moved.due_at) == (parks, parks, promise.due_at)


def test_a_new_owner_may_promise_anew_from_the_day_of_the_request(lighting, desk):
    promise = promised(lighting)
    moved = hand_over(SUBJECT, desk, minutes=600)
    assert moved.due_at == promise.opened_at + timedelta(minutes=600)


def test_a_withdrawn_promise_counts_neither_way(lighting):
    promised(lighting, at=now() - timedelta(hours=2))
    assert withdraw_promise(SUBJECT).outcome(now()) is Outcome.WITHDRAWN
    assert figures(due_between(now() - timedelta(days=1), now())).total == 0


def test_taking_an_answer_back_lets_the_clock_run_on(lighting):
    promise = promised(lighting)
    answer_promise(SUBJECT)
    again = reopen_promise(SUBJECT)
    assert again.outcome(now()) is Outcome.RUNNING
    assert again.moves_at == promise.due_at


def test_nothing_promised_is_nothing_to_answer(db):
    assert answer_promise("testing.thing:none") is None
    assert reopen_promise("testing.thing:none") is None
    assert pause_promise("testing.thing:none") is None


def test_the_figures_count_what_fell_due(lighting):
    for number, late in enumerate((False, False, True)):
        subject = f"testing.thing:{number}"
        promised(lighting, subject=subject, at=now() - timedelta(minutes=90))
        answer_promise(subject, at=now() - timedelta(minutes=10 if late else 60))
    found = figures(due_between(now() - timedelta(days=1), now()))
    assert (found.kept, found.broken, found.share) == (2, 1, 66)
    assert figures_by(due_between(now() - timedelta(days=1), now()), "topic")["lamps"].kept == 2


def test_no_figures_is_not_a_hundred_percent(db):
    assert figures(due_between(now() - timedelta(days=1), now())).share is None


def test_the_database_refuses_a_promise_due_before_it_was_made(lighting, desk):
    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.create(
            subject=SUBJECT, service="x", owner=lighting, holder=lighting, chain=[desk.pk],
            opened_at=now(), due_at=now() - timedelta(days=1),
        )  # fmt: skip


def test_an_office_without_a_calendar_keeps_the_city_s(desk):
    Calendar.objects.create(organisation=None, week=ROUND_THE_CLOCK, keeps_public_holidays=False)
    assert len(week_of(desk.pk).days[6]) == 1


def test_public_holidays_of_the_country_are_kept(desk):
    assert any(day.month == 7 and day.day == 4 for day in week_of(desk.pk).holidays)


@pytest.mark.parametrize(
    "week", [{}, {"mon": [["late", "later"]]}, ROUND_THE_CLOCK | {"mon": [["17:00", "09:00"]]}]
)
def test_a_calendar_that_cannot_be_read_says_so(week):
    with pytest.raises(CalendarError):
        read_week(week, frozenset())
