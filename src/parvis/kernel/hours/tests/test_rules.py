"""Working time, property by property, against a minute-by-minute oracle."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.kernel.hours.rules import WorkingWeek, due_after, due_after_pause, minutes_between

BOSTON = ZoneInfo("America/New_York")
OFFICE = ((time(8, 30), time(17)),)
WEEK = WorkingWeek(BOSTON, (OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, (), ()))
ALWAYS = WorkingWeek(BOSTON, (((time.min, time.min),),) * 7)
# Around the two changes of clocks of 2026 in Boston (8 March, 1 November) and ordinary weeks.
FIRST = datetime(2026, 3, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 264 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
TIMES = st.integers(0, 23).map(time)
OPENINGS = st.lists(TIMES, min_size=0, max_size=4, unique=True).map(
    lambda times: tuple(zip(sorted(times)[::2], sorted(times)[1::2], strict=False))
)
WEEKS = st.builds(
    WorkingWeek,
    st.sampled_from([BOSTON, ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Kathmandu")]),
    st.tuples(*[OPENINGS] * 7).filter(any),
    st.frozensets(st.dates(date(2026, 3, 1), date(2026, 12, 1)), max_size=4),
)


def boston(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BOSTON)


def is_open(moment: datetime, week: WorkingWeek) -> bool:
    """The oracle: is the office open in the minute that begins at this moment?"""
    local = moment.astimezone(week.zone)
    if local.date() in week.holidays:
        return False
    now = local.time()
    return any(start <= now and (end == time.min or now < end) for start, end in week.days[local.weekday()])


def walked(start: datetime, minutes: int, week: WorkingWeek) -> datetime:
    """The oracle: walk minute by minute."""
    moment = start
    while not is_open(moment, week):
        moment += timedelta(minutes=1)
    while minutes:
        minutes -= is_open(moment, week)
        moment += timedelta(minutes=1)
    return moment


@settings(max_examples=60)
@given(MOMENTS, st.integers(0, 1200), WEEKS)
def test_a_due_date_is_where_walking_minute_by_minute_ends(start, minutes, week):
    assert due_after(start, minutes, week) == walked(start, minutes, week)


@given(MOMENTS, st.integers(0, 20_000), WEEKS)
def test_the_working_time_up_to_the_due_date_is_what_was_promised(start, minutes, week):
    assert minutes_between(start, due_after(start, minutes, week), week) == minutes


@given(MOMENTS, st.integers(0, 5000), st.integers(0, 5000), WEEKS)
def test_promising_more_time_never_ends_earlier(start, minutes, more, week):
    assert due_after(start, minutes, week) <= due_after(start, minutes + more, week)


@given(MOMENTS, MOMENTS, MOMENTS, WEEKS)
def test_working_time_adds_up(one, two, three, week):
    start, middle, end = sorted((one, two, three))
    whole = minutes_between(start, end, week)
    assert whole == minutes_between(start, middle, week) + minutes_between(middle, end, week)


@given(MOMENTS, st.integers(1, 5000), st.integers(0, 10_000), st.integers(0, 10_000), WEEKS)
def test_a_pause_moves_the_due_date_by_its_working_time(start, minutes, until_pause, length, week):
    due = due_after(start, minutes, week)
    paused = start + timedelta(minutes=until_pause)
    resumed = paused + timedelta(minutes=length)
    moved = due_after_pause(due, paused, resumed, week)
    if paused >= due:
        assert moved == due
    else:
        assert minutes_between(due, moved, week) == minutes_between(paused, resumed, week)


def test_three_working_days_from_friday_noon_end_on_wednesday_noon():
    assert due_after(boston(2026, 5, 8, 12), 3 * 510, WEEK) == boston(2026, 5, 13, 12)


def test_what_comes_in_at_night_counts_from_the_morning():
    assert due_after(boston(2026, 5, 8, 23), 60, WEEK) == boston(2026, 5, 11, 9, 30)


def test_a_holiday_does_not_count():
    week = WorkingWeek(BOSTON, WEEK.days, frozenset({date(2026, 5, 25)}))
    assert due_after(boston(2026, 5, 22, 16), 120, week) == boston(2026, 5, 26, 9, 30)


def test_the_night_on_which_clocks_go_forward_is_an_hour_shorter():
    assert minutes_between(boston(2026, 3, 8), boston(2026, 3, 9), ALWAYS) == 23 * 60


def test_the_night_on_which_clocks_go_back_is_an_hour_longer():
    assert minutes_between(boston(2026, 11, 1), boston(2026, 11, 2), ALWAYS) == 25 * 60


@pytest.mark.parametrize(
    "days",
    [
        (OFFICE,) * 6,
        ((),) * 7,
        (((time(9), time(8)),), *((),) * 6),
        (((time(9), time(12)), (time(11), time(14))), *((),) * 6),
        (((time(9), time.min), (time(10), time(11))), *((),) * 6),
    ],
)
def test_a_week_that_makes_no_sense_is_refused(days):
    with pytest.raises(ValueError):
        WorkingWeek(BOSTON, days)


def test_nothing_can_be_due_before_it_is_promised():
    with pytest.raises(ValueError):
        due_after(boston(2026, 5, 8), -1, WEEK)


def test_a_calendar_of_holidays_only_is_refused_instead_of_searched_for_ever():
    first = date(2026, 5, 1)
    week = WorkingWeek(BOSTON, WEEK.days, frozenset(first + timedelta(days=day) for day in range(2200)))
    with pytest.raises(ValueError, match="five years"):
        due_after(boston(2026, 5, 8), 10, week)
