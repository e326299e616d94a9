"""Who is left out by lot, and what a nudge did."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.nudges.rules import FEWEST, Group, Verdict, effect_of, is_left_out
from parvis.kernel.shares import newcombe, wilson

groups = st.integers(1, 5000).flatmap(
    lambda people: st.builds(Group, st.just(people), st.integers(0, people))
)


@given(st.text(max_size=16), st.text(max_size=16), st.integers(0, 50))
def test_the_lot_has_one_answer_and_leaves_out_more_where_more_shall_be(seed, person, percent):
    left_out = is_left_out(seed, person, percent)
    assert left_out is is_left_out(seed, person, percent)
    assert not left_out or is_left_out(seed, person, percent + 1)
    assert not is_left_out(seed, person, 0)


@pytest.mark.parametrize("percent", [10, 50])
def test_the_lot_leaves_out_as_many_as_it_says(percent):
    left_out = sum(is_left_out("seed", f"person{number}", percent) for number in range(20_000))
    assert left_out / 200 == pytest.approx(percent, abs=1)


@given(groups, groups)
def test_a_difference_lies_in_its_interval_and_turns_with_the_groups(shown, left_out):
    effect, other_way = effect_of(shown, left_out), effect_of(left_out, shown)
    if min(shown.people, left_out.people) < FEWEST:
        assert effect is other_way is None
        return
    assert -1 <= effect.low <= effect.difference <= effect.high <= 1
    assert other_way.low == pytest.approx(-effect.high)
    if effect.verdict is Verdict.HELPS:
        assert other_way.verdict is Verdict.HINDERS


def test_a_clear_gain_and_no_difference_are_told_apart():
    assert effect_of(Group(1000, 200), Group(1000, 100)).verdict is Verdict.HELPS
    assert effect_of(Group(1000, 100), Group(1000, 200)).verdict is Verdict.HINDERS
    assert effect_of(Group(1000, 100), Group(1000, 101)).verdict is Verdict.NOTHING
    assert effect_of(Group(0, 0), Group(5, 1)) is None
    assert Group(0, 0).share == 0


@pytest.mark.parametrize(
    ("given", "low", "high"),
    [((56, 70, 48, 80), 0.0524, 0.3339), ((9, 10, 3, 10), 0.1705, 0.8090), ((10, 10, 0, 20), 0.6791, 1.0)],
)
def test_the_interval_of_a_difference_is_newcombe_s(given, low, high):
    """Newcombe (1998), table II, method 10, cases a, b and f."""
    assert newcombe(*given) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_a_share_lies_in_its_interval(pair):
    low, high = wilson(*pair)
    assert 0 <= low <= pair[0] / pair[1] <= high <= 1


@pytest.mark.parametrize("pair", [(0, 0), (2, 1), (-1, 5)])
def test_what_is_no_part_has_no_share(pair):
    with pytest.raises(ValueError, match="no part"):
        wilson(*pair)
