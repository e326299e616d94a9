"""When letters are due, and which cells a circle touches."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.kernel.places.cells import cell_of
from parvis.kernel.places.rules import metres_between
from parvis.services.around.rules import (
    RADIUS_AT_LEAST,
    RADIUS_AT_MOST,
    Circle,
    Rhythm,
    cells_of,
    circle_of,
    last_turn,
    read_circle,
)

BOSTON = ZoneInfo("America/New_York")
WEDNESDAY = datetime(2026, 11, 18, 17, 30, tzinfo=UTC)  # 12:30 in Boston
moments = st.integers(1_577_836_800, 2_051_222_400).map(lambda second: datetime.fromtimestamp(second, UTC))


@pytest.mark.parametrize(
    "rhythm, turn",
    [
        (Rhythm.HOURLY, datetime(2026, 11, 18, 17, tzinfo=UTC)),
        (Rhythm.DAILY, datetime(2026, 11, 18, 12, tzinfo=UTC)),
        (Rhythm.WEEKLY, datetime(2026, 11, 16, 12, tzinfo=UTC)),
    ],
)
def test_letters_tell_up_to_the_full_hour_the_morning_or_monday_morning(rhythm, turn):
    assert last_turn(rhythm, WEDNESDAY, BOSTON) == turn


def test_before_the_morning_it_is_still_yesterday_s_letter():
    early = datetime(2026, 11, 18, 11, 59, tzinfo=UTC)
    assert last_turn(Rhythm.DAILY, early, BOSTON) == datetime(2026, 11, 17, 12, tzinfo=UTC)


def test_the_morning_stays_the_morning_when_summer_time_begins():
    assert last_turn(Rhythm.DAILY, datetime(2026, 3, 8, 20, tzinfo=UTC), BOSTON).hour == 11
    assert last_turn(Rhythm.DAILY, datetime(2026, 3, 7, 20, tzinfo=UTC), BOSTON).hour == 12


@settings(deadline=None)
@given(moments, st.sampled_from(Rhythm))
def test_a_turn_has_come_and_a_turn_later_there_is_another(moment, rhythm):
    turn = last_turn(rhythm, moment, BOSTON)
    assert timedelta(0) <= moment - turn < timedelta(days=7, hours=2)
    assert last_turn(rhythm, turn, BOSTON) == turn
    assert last_turn(rhythm, turn - timedelta(seconds=1), BOSTON) < turn


@settings(deadline=None)
@given(
    st.floats(-70, 70),
    st.floats(-179, 179),
    st.integers(RADIUS_AT_LEAST, 2000),
    st.floats(-1, 1),
    st.floats(-1, 1),
)
def test_whatever_happens_inside_a_circle_is_in_one_of_its_cells(lat, lon, radius, north, east):
    circle = Circle(lat, lon, radius)
    there = (lat + north * radius / 111_000, lon + east * radius / 111_000)
    if metres_between(lat, lon, *there) <= radius - 1:
        assert cell_of(*there) in cells_of(circle)


def test_what_is_far_outside_a_circle_is_in_none_of_its_cells():
    cells = cells_of(Circle(42.355, -71.065, 500))
    assert cell_of(42.355, -71.05) not in cells
    assert len(cells) < 30


@pytest.mark.parametrize(
    "text",
    [
        "",
        "east-side",
        "42,-71",
        "42,-71,99",
        "42,-71,5001",
        "91,0,500",
        "0,181,500",
        "nan,0,500",
        "a,b,c",
        "42,-71,5e2",
    ],
)
def test_what_is_no_circle_reads_as_none(text):
    assert read_circle(text) is None


def test_a_circle_forgets_the_door_it_was_drawn_at():
    circle = circle_of(42.35512345, -71.06598765, RADIUS_AT_MOST)
    assert str(circle) == "42.3551,-71.066,5000"
    assert read_circle(str(circle)) == circle
