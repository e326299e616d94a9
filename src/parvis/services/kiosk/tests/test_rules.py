"""An opening code does not live long."""

from datetime import UTC

from hypothesis import given
from hypothesis import strategies as st

from parvis.services.kiosk.rules import OPENING_LIVES, can_open

moments = st.datetimes(timezones=st.just(UTC)).filter(lambda each: 1 < each.year < 9999)


@given(moments, moments)
def test_it_opens_until_its_hour_is_over_and_never_again(made, moment):
    ends = made + OPENING_LIVES
    assert can_open(ends, moment) == (moment < ends)
    assert not can_open(ends, ends)
