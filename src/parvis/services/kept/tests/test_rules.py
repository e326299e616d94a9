"""Promises are played again as they would have gone, and exactly as they went where nothing is otherwise."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.hours.rules import due_after, due_after_pause
from parvis.services.kept.rules import Lived, Rules, Share, compared, played, week_like

WEEK = week_like(ZoneInfo("America/New_York"), time(8, 30), time(17), saturday=False)
LONG = week_like(ZoneInfo("America/New_York"), time(7), time(20), saturday=True)
START = datetime(2026, 3, 2, tzinfo=UTC)
END = START + timedelta(days=400)
MINUTES = st.integers(1, 20_000)


@st.composite
def lives(draw):
    opened = START + timedelta(minutes=draw(MINUTES))
    minutes = draw(MINUTES)
    stop = opened + timedelta(minutes=draw(MINUTES))
    due = due_after_pause(
        due_after(opened, minutes, WEEK), stop, stop + timedelta(minutes=draw(MINUTES)), WEEK
    )
    answered = draw(st.none() | MINUTES.map(lambda later: opened + timedelta(minutes=later)))
    return Lived("lamp", opened, minutes, due, answered)


@given(lives())
def test_rules_that_change_nothing_give_back_what_was(lived):
    assert played(lived, WEEK, Rules()) == (lived.due, lived.answered)


@given(lives(), MINUTES)
def test_more_time_never_breaks_what_was_kept(lived, more):
    (line,) = compared([(lived, WEEK)], Rules(minutes=lived.minutes + more), END)
    assert line.after.kept >= line.before.kept


@given(lives(), st.integers(1, 5000), st.integers(0, 5000))
def test_whoever_comes_first_never_makes_the_office_quicker(lived, neighbours, partner):
    due, answered = played(lived, WEEK, Rules(neighbours=neighbours, partner=partner))
    plain_due, _answered = played(lived, WEEK, Rules(minutes=lived.minutes))
    assert due == plain_due, "The day that was promised stays."
    if lived.answered is not None:
        unhurried = due_after(lived.opened, 0, WEEK)
        assert answered >= min(lived.answered, unhurried)


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        (Rules(), False),
        (Rules(minutes=3 * 510), True),
        (Rules(week=LONG), False),
        (Rules(minutes=3 * 510, neighbours=180), True),
        (Rules(minutes=3 * 510, neighbours=2 * 24 * 60), False),
        (Rules(minutes=3 * 510, partner=510), False),
    ],
)
def test_a_promise_of_two_days_that_took_two_and_a_half(rules, kept):
    """Opened on Monday as the office opens, answered on Wednesday after half the day."""
    opened = datetime(2026, 3, 2, 13, 30, tzinfo=UTC)
    due = due_after(opened, 2 * 510, WEEK)
    lived = Lived("lamp", opened, 2 * 510, due, due_after(opened, 2 * 510 + 255, WEEK))
    (line,) = compared([(lived, WEEK)], rules, END)
    assert line.before == Share(0, 1)
    assert line.after == (Share(1, 0) if kept else Share(0, 1))


def test_what_still_runs_counts_for_neither():
    lived = Lived("lamp", START, 510, due_after(START, 510, WEEK), None)
    (line,) = compared([(lived, WEEK)], Rules(minutes=50 * 510), START + timedelta(days=7))
    assert (line.before, line.after) == (Share(0, 1), Share())
    assert line.after.percent is None


def test_a_week_that_closes_before_it_opens_is_refused():
    with pytest.raises(ValueError, match="follow one another"):
        week_like(ZoneInfo("UTC"), time(17), time(8), saturday=False)
