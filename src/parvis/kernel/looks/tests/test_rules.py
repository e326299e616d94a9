"""When looks are one, and who stands out."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.looks.rules import UNUSUAL_FROM, UNUSUAL_TIMES, Shown, each_once, hour_of, unusual

SHOWN = st.builds(
    Shown, st.none() | st.integers(1, 5), st.sampled_from(["", "a:1", "b:2"]), st.sampled_from(["", "x@y"])
)
COUNTS = st.dictionaries(st.integers(1, 20), st.integers(0, 500), max_size=12)


@given(st.lists(SHOWN, max_size=12), st.integers(1, 5))
def test_each_is_noted_once_and_nobody_looks_at_themselves(shown, official):
    found = each_once(shown, official)
    assert len(found) == len(set(found))
    assert all(each.person != official for each in found)
    assert set(found) == {each for each in shown if each.person != official and (each.person or each.subject)}


@given(st.lists(SHOWN, max_size=12), st.randoms(use_true_random=False))
def test_two_officials_lock_in_the_same_order(shown, chance):
    mixed = chance.sample(shown, len(shown))
    assert each_once(shown, 99) == each_once(mixed, 99)


@given(st.datetimes(timezones=st.just(UTC)))
def test_looks_of_one_hour_are_one(at):
    hour = hour_of(at)
    assert hour <= at
    assert (at - hour).total_seconds() < 3600
    assert hour_of(hour) == hour


@given(COUNTS)
def test_nobody_stands_out_who_looked_at_no_more_than_the_others(looked_at):
    for official in unusual(looked_at):
        others = [number for each, number in looked_at.items() if each != official]
        assert looked_at[official] >= UNUSUAL_FROM
        assert looked_at[official] > min(others)


@given(COUNTS, st.integers(1, 20))
def test_looking_at_more_people_never_makes_one_less_noticed(looked_at, official):
    if official in unusual(looked_at):
        assert official in unusual({**looked_at, official: looked_at[official] + 50})


def test_one_who_looks_at_everybody_stands_out_and_the_colleagues_do_not():
    assert unusual({1: 4, 2: 6, 3: 5, 4: 90}) == [4]
    assert unusual({1: UNUSUAL_TIMES * 30, 2: 30, 3: 30}) == []
    assert unusual({1: UNUSUAL_TIMES * 30 + 1, 2: 30, 3: 30}) == [1]


def test_of_two_nobody_can_tell_who_is_usual():
    assert unusual({1: 2, 2: 400}) == []


def test_in_a_quiet_office_a_few_looks_are_nothing():
    assert unusual({1: 0, 2: 0, 3: UNUSUAL_FROM - 1}) == []
    assert datetime(2026, 1, 1, tzinfo=UTC) == hour_of(datetime(2026, 1, 1, 0, 59, tzinfo=UTC))
