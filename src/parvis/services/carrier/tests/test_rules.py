"""When messages go out, what they may cost, and what a gateway says of them."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from parvis.services.carrier.rules import (
    QUIET_FROM,
    QUIET_UNTIL,
    TRIES_AT_MOST,
    State,
    has_room,
    may_leave_at,
    next_try,
    state_told,
)

BOSTON = ZoneInfo("America/New_York")
moments = st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, BOSTON))
told = st.sampled_from(
    ["queued", "sending", "sent", "delivered", "failed", "undelivered", "read", "nonsense"]
)


@given(moments)
def test_nobody_is_woken_up_and_nobody_waits_longer_than_a_night(moment):
    leaves = may_leave_at(moment)
    assert QUIET_UNTIL <= leaves.time() < QUIET_FROM
    assert leaves >= moment
    assert leaves.replace(tzinfo=None) - moment.replace(tzinfo=None) <= timedelta(hours=11)


def test_at_nine_in_the_evening_it_is_quiet_and_at_eight_no_longer():
    assert may_leave_at(datetime(2026, 11, 23, 20, 59, tzinfo=UTC)).time() == time(20, 59)
    assert may_leave_at(datetime(2026, 11, 23, 21, tzinfo=UTC)) == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert may_leave_at(datetime(2026, 11, 24, 7, 59, tzinfo=UTC)) == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert may_leave_at(datetime(2026, 11, 24, 8, tzinfo=UTC)).hour == 8


@given(st.permutations(["queued", "sending", "sent", "delivered"]))
def test_what_was_delivered_stays_so_in_whatever_order_it_is_told(words):
    state = State.ON_ITS_WAY
    for word in words:
        state = state_told(state, word)
    assert state is State.DELIVERED


@given(st.permutations(["queued", "sent", "undelivered"]))
def test_what_failed_stays_so_unless_it_is_delivered_after_all(words):
    state = State.ON_ITS_WAY
    for word in words:
        state = state_told(state, word)
    assert state is State.FAILED
    assert state_told(state, "Delivered") is State.DELIVERED


@given(st.sampled_from(list(State)), told)
def test_words_that_we_do_not_know_change_nothing(state, word):
    if word == "nonsense":
        assert state_told(state, word) is state
    assert state_told(state_told(state, word), word) is state_told(state, word)


@given(st.integers(1, 20), st.booleans(), st.booleans())
def test_pauses_grow_and_end_and_what_may_have_gone_is_repeated_only_by_its_key(tries, gone, keys):
    wait = next_try(tries, may_have_gone=gone, knows_keys=keys)
    if tries >= TRIES_AT_MOST or (gone and not keys):
        assert wait is None
    else:
        assert wait == timedelta(minutes=2 ** (tries - 1))


@given(st.integers(0, 5000), st.integers(1, 3), st.integers(0, 5000))
def test_a_day_never_costs_more_than_its_ceiling(spent, more, ceiling):
    assert has_room(spent, more, ceiling) == (spent + more <= ceiling)
