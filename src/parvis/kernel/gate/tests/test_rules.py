"""What the gate asks, and what it makes of what comes back."""

import string
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.gate.rules import (
    BITS_AT_LEAST,
    BITS_AT_MOST,
    COUNTED_AT_MOST,
    DAYS_NEW,
    SECONDS_AT_LEAST,
    SECONDS_AT_MOST,
    SECONDS_OF_LIFE,
    SENDS_AT_PEACE,
    Part,
    Sending,
    Stamp,
    bits_for,
    is_asked,
    is_done,
    judged,
    left,
    seconds_for,
)
from parvis.kernel.people.rules import Level
from parvis.kernel.testing.gates import solved

STAMP = Stamp(name="abcdefgh23456789", form="testing:form", owner="grace", shown=1000, bits=6, wait=10)
QUICK = Sending(form="testing:form", owner="grace", moment=1001.0)
sends = st.integers(-10, 10 * COUNTED_AT_MOST)


@given(sends, sends)
def test_the_more_is_sent_the_more_it_costs_and_never_too_much(one, other):
    less, more = sorted((one, other))
    assert BITS_AT_LEAST <= bits_for(less) <= bits_for(more) <= BITS_AT_MOST
    assert SECONDS_AT_LEAST <= seconds_for(less) <= seconds_for(more) <= SECONDS_AT_MOST


def test_the_price_doubles_with_the_pressure_and_is_highest_where_the_count_ends():
    assert [bits_for(SENDS_AT_PEACE * times) - BITS_AT_LEAST for times in (0, 1, 2, 4, 8)] == [0, 1, 2, 3, 4]
    assert bits_for(SENDS_AT_PEACE - 1) == BITS_AT_LEAST
    assert bits_for(COUNTED_AT_MOST) == BITS_AT_MOST


@given(st.text(string.ascii_lowercase, min_size=1, max_size=16), st.integers(0, 9))
def test_whoever_does_the_work_is_believed(challenge, bits):
    assert is_done(challenge, solved(challenge, bits), bits)


@given(st.text(max_size=30))
def test_no_other_words_pass_for_work(work):
    if is_done("abc", work, 8):
        assert work.isdecimal()
        assert work.isascii()
    assert not is_done("abc", "", 0)
    assert not is_done("abc", "1" * 21, 0)


def test_work_for_one_stamp_is_no_work_for_another():
    work = solved(STAMP.name, 12)
    assert not is_done("another", work, 12)


@given(st.floats(-1e6, 1e6))
def test_whoever_waits_as_told_is_let_through(moment):
    rest = left(STAMP, moment)
    assert 0 <= rest <= STAMP.wait
    assert left(STAMP, max(moment, STAMP.shown) + rest) == 0


def test_too_fast_without_work_is_held_and_both_ways_lead_through():
    assert judged(STAMP, QUICK) is Part.HASTE
    assert judged(STAMP, replace(QUICK, work=solved(STAMP.name, STAMP.bits))) is Part.PASSED
    assert judged(STAMP, replace(QUICK, moment=1010.0)) is Part.PASSED
    assert judged(STAMP, replace(QUICK, moment=1009.5)) is Part.HASTE


def test_what_people_do_not_see_stays_empty():
    waited = replace(QUICK, moment=2000.0)
    assert judged(STAMP, replace(waited, honey="Grace")) is Part.HONEY
    assert STAMP.honey == "fabcdef"


def test_a_stamp_is_good_for_a_day_for_one_form_and_one_browser():
    assert judged(STAMP, replace(QUICK, moment=1000.0 + SECONDS_OF_LIFE)) is Part.PASSED
    assert judged(STAMP, replace(QUICK, moment=1001.0 + SECONDS_OF_LIFE)) is Part.OLD
    for other in (
        replace(QUICK, form="testing:other", moment=2000.0),
        replace(QUICK, owner="x", moment=2000.0),
    ):
        assert judged(STAMP, other) is Part.FOREIGN
    assert judged(None, QUICK) is Part.FOREIGN


@given(st.sampled_from(Level), st.integers(0, 1000))
def test_residents_and_officials_never_meet_the_gate_and_members_only_at_first(level, days):
    known = level >= Level.RESIDENT_CONFIRMED or days >= DAYS_NEW
    assert is_asked(level, days) is not known
    assert is_asked(None, 0)
