"""Clocks and steps of a breach."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.breaches.rules import NEEDED_TO_END, Step, due_at, is_late, missing, stepped

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
MINUTES = st.integers(0, 20_000).map(lambda minutes: NOON + timedelta(minutes=minutes))
STEPS = st.lists(st.sampled_from(list(Step)), max_size=7)


@given(MINUTES, st.none() | MINUTES)
def test_the_authority_is_told_in_time_or_late_and_nothing_else(at, told):
    due = due_at(NOON, 72)
    assert due - NOON == timedelta(days=3)
    assert is_late(due, told, at) is ((told or at) > due)


@given(MINUTES, MINUTES)
def test_who_was_told_in_time_is_not_late_afterwards(told, at):
    due = due_at(NOON, 72)
    if told <= due:
        assert not is_late(due, told, max(at, due + timedelta(days=9)))


@given(STEPS)
def test_a_breach_can_end_when_it_is_stopped_and_the_authority_is_dealt_with(steps):
    assert (missing(steps) == []) is (set(NEEDED_TO_END) <= set(steps))


@given(STEPS, st.sampled_from(list(Step)))
def test_a_step_that_was_done_keeps_its_moment(steps, again):
    done = {}
    for number, step in enumerate(steps):
        done = stepped(done, step, NOON + timedelta(hours=number))
    after = stepped(done, again, NOON + timedelta(days=30))
    assert {name: moment for name, moment in after.items() if name in done} == done
    assert again in after
