"""What another target would have meant."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parvis.kernel.hours.rules import MINUTES_IN_A_WORKING_DAY, due_after, due_after_pause
from parvis.kernel.hours.weeks import read_week
from parvis.services.targets.rules import Past, Share, days_of, due_if, share_of

DAYS = ("mon", "tue", "wed", "thu", "fri")
WEEK = read_week({**{day: [["08:30", "17:00"]] for day in DAYS}, "sat": [], "sun": []}, frozenset())
START = datetime(2026, 3, 2, tzinfo=UTC)
MINUTES = st.integers(1, 20_000)


@given(opened=MINUTES, minutes=MINUTES, other=MINUTES, paused=MINUTES, length=MINUTES)
@example(opened=1, minutes=7 * 510, other=1, paused=1, length=1)  # due at the closing hour, a pause by night
def test_a_promise_that_waited_would_have_waited_as_long_with_another_target(
    opened, minutes, other, paused, length
):
    begun = START + timedelta(minutes=opened)
    due = due_after(begun, minutes, WEEK)
    stop = begun + timedelta(minutes=paused)
    go_on = stop + timedelta(minutes=length)
    past = Past(begun, minutes, due_after_pause(due, stop, go_on, WEEK), None)
    assert due_if(past, minutes, WEEK) == past.due
    found = due_if(past, other, WEEK)
    assert (found >= past.due) == (other >= minutes) or other == minutes


@given(opened=MINUTES, minutes=MINUTES, other=MINUTES)
def test_without_pauses_it_is_the_due_date_of_the_other_target(opened, minutes, other):
    begun = START + timedelta(minutes=opened)
    past = Past(begun, minutes, due_after(begun, minutes, WEEK), None)
    assert due_if(past, other, WEEK) == due_after(begun, other, WEEK)


def test_what_is_answered_in_time_late_or_not_at_all_is_counted_and_what_runs_is_not():
    day = timedelta(days=1)
    promises = [(START, START), (START, START + day), (START, None), (START + 9 * day, None)]
    assert share_of(promises, START + 2 * day) == Share(kept=1, broken=2)


@pytest.mark.parametrize(("kept", "broken", "percent"), [(0, 0, None), (1, 0, 100), (2, 1, 66), (999, 1, 99)])
def test_a_share_is_rounded_down_and_nothing_is_no_share(kept, broken, percent):
    assert Share(kept, broken).percent == percent


@pytest.mark.parametrize(("minutes", "days"), [(None, None), (1, 1), (MINUTES_IN_A_WORKING_DAY, 1), (511, 2)])
def test_people_are_told_whole_working_days(minutes, days):
    assert days_of(minutes) == days
