"""Nobody is disturbed in their quiet hours, on any night of the year."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parvis.kernel.quiet.rules import UNASKED, QuietHours, next_free

BOSTON, BARCELONA = ZoneInfo("America/New_York"), ZoneInfo("Europe/Madrid")
MINUTE = timedelta(minutes=1)
hours = st.builds(QuietHours, st.integers(0, 23), st.integers(0, 23))
moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
PUT_BACK = datetime(2026, 11, 1, 6, 10, tzinfo=UTC)  # 01:10 for the second time
PUT_ON = datetime(2026, 3, 8, 6, 50, tzinfo=UTC)  # 01:50, ten minutes before 03:00


@given(hours, moments, st.sampled_from([BOSTON, BARCELONA]))
@example(QuietHours(0, 1), PUT_BACK - timedelta(hours=1), BOSTON)
@example(QuietHours(22, 1), PUT_BACK, BOSTON)
@example(QuietHours(1, 2), PUT_BACK, BOSTON)
@example(QuietHours(22, 2), PUT_ON, BOSTON)
def test_the_next_free_moment_is_the_first_that_is_free(quiet, moment, zone):
    free = next_free(quiet, moment, zone)
    assert moment <= free < moment + timedelta(hours=25)
    assert not quiet.covers(free.astimezone(zone).time())
    if free > moment:
        just_before = free.astimezone(UTC) - MINUTE
        assert quiet.covers(max(moment, just_before).astimezone(zone).time())
        assert quiet.covers(moment.astimezone(zone).time())


@given(moments)
def test_whoever_wants_no_quiet_is_told_at_once(moment):
    assert next_free(QuietHours(8, 8), moment, BOSTON) == moment


@pytest.mark.parametrize(
    ("told", "rings"),
    [("2026-06-01T20:59", "2026-06-01T20:59"), ("2026-06-01T21:00", "2026-06-02T08:00"),
     ("2026-06-02T00:30", "2026-06-02T08:00"), ("2026-06-02T08:00", "2026-06-02T08:00"),
     ("2026-10-31T23:00", "2026-11-01T08:00"), ("2026-03-07T23:00", "2026-03-08T08:00")],
)  # fmt: skip
def test_unasked_nothing_rings_between_nine_and_eight(told, rings):
    at, expected = (datetime.fromisoformat(each).replace(tzinfo=BOSTON) for each in (told, rings))
    assert next_free(UNASKED, at, BOSTON) == expected
