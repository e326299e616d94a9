"""One decision gives many promises more time. What is broken stays broken, what ended stays as it ended."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from parvis.kernel.clock import now
from parvis.kernel.promises.actions import (
    Terms,
    answer_promise,
    end_widening,
    escalate_due,
    hand_over,
    open_promise,
    pause_promise,
    resume_promise,
    widen,
    withdraw_promise,
)
from parvis.kernel.promises.models import Calendar, Promise, Widening
from parvis.kernel.promises.queries import Effect, effects_of
from parvis.kernel.promises.rules import Outcome
from parvis.kernel.testing.cast import office

STORM = "storms.storm:abc"
HOUR = timedelta(hours=1)
ROUND_THE_CLOCK = {day: [["00:00", "00:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


@pytest.fixture
def lighting(db):
    desk = office("city-desk", is_public_desk=True)
    lighting = office("street-lighting")
    for each in (desk, lighting):
        Calendar.objects.create(organisation=each, week=ROUND_THE_CLOCK, keeps_public_holidays=False)
    return lighting


def promised(owner, name, *, topic="lamps", area=None, service="testing"):
    return open_promise(Terms(f"testing.thing:{name}", service, owner, 60, area, topic))


def storm(minutes=600, subject=STORM, **limits):
    fields = {"service": "testing", "since": now(), "until": now() + 24 * HOUR, **limits}
    return Widening(subject=subject, minutes=minutes, **fields)


def hours_left(promise):
    promise.refresh_from_db()
    return (promise.due_at - promise.opened_at) / HOUR


def test_what_runs_gets_more_time_and_moves_on_later(lighting, clock):
    promise = promised(lighting, "a")
    assert widen(storm()) == 1
    assert hours_left(promise) == 11
    clock.shift(10 * HOUR)
    assert escalate_due() == 0
    answer_promise(promise.subject)
    promise.refresh_from_db()
    assert promise.outcome(now()) is Outcome.KEPT
    assert effects_of([STORM]) == {STORM: Effect(widened=1, saved=1)}


def test_what_was_kept_broken_or_withdrawn_before_stays_as_it_is(lighting, clock):
    broken, kept, gone = (promised(lighting, name) for name in ("broken", "kept", "gone"))
    answer_promise(kept.subject)
    withdraw_promise(gone.subject)
    clock.shift(2 * HOUR)
    unnoticed = Promise.objects.get(pk=broken.pk).broken_at is None
    assert unnoticed, "The clock has not come by yet; it is late all the same."
    assert widen(storm()) == 0
    escalate_due()
    broken.refresh_from_db()
    assert broken.outcome(now()) is Outcome.BROKEN


def test_what_waits_for_the_resident_gets_it_too_and_its_clock_still_waits(lighting, clock):
    promise = promised(lighting, "a")
    pause_promise(promise.subject)
    widen(storm())
    promise.refresh_from_db()
    assert promise.moves_at is None
    clock.shift(5 * HOUR)
    resume_promise(promise.subject)
    assert hours_left(promise) == 16


def test_only_the_named_topics_areas_and_service_get_it(lighting):
    dark, tree = promised(lighting, "dark", area=7), promised(lighting, "tree", topic="trees", area=7)
    far, other = promised(lighting, "far", area=8), promised(lighting, "other", service="rides", area=7)
    assert widen(storm(topics=["lamps"], area_ids=[7])) == 1
    assert [hours_left(each) for each in (dark, tree, far, other)] == [11, 1, 1, 1]


def test_what_is_promised_while_it_lasts_gets_it_from_the_start(lighting, clock):
    widen(storm(topics=["lamps"], area_ids=[7]))
    during = promised(lighting, "during", area=7)
    elsewhere = promised(lighting, "elsewhere", area=8)
    clock.shift(25 * HOUR)
    after = promised(lighting, "after", area=7)
    assert [hours_left(each) for each in (during, elsewhere, after)] == [11, 1, 1]
    assert (during.widened_by, after.widened_by) == ([STORM], [])


def test_ended_early_it_gives_no_more_and_takes_nothing_back(lighting, clock):
    before = promised(lighting, "before")
    widen(storm())
    clock.shift(HOUR / 2)
    end_widening(STORM)
    after = promised(lighting, "after")
    assert [hours_left(before), hours_left(after)] == [11, 1]
    ended = Widening.objects.get().until
    clock.shift(HOUR)
    end_widening(STORM)
    assert Widening.objects.get().until == ended


def test_two_storms_add_up_and_a_new_owner_promises_with_both(lighting):
    promise = promised(lighting, "a")
    widen(storm())
    widen(storm(120, "storms.storm:second"))
    assert hours_left(promise) == 13
    assert promise.widened_by == [STORM, "storms.storm:second"]
    hand_over(promise.subject, office("city-desk", is_public_desk=True), minutes=30)
    assert hours_left(promise) == 12.5


def test_a_decision_counts_once(lighting):
    promise = promised(lighting, "a")
    widen(storm())
    with pytest.raises(IntegrityError), transaction.atomic():
        widen(storm())
    assert hours_left(promise) == 11


@pytest.mark.parametrize("wrong", [{"minutes": 0}, {"until": now() - HOUR}])
def test_the_database_refuses_a_storm_that_gives_nothing_or_ends_before_it_begins(lighting, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        widen(storm(**wrong))
