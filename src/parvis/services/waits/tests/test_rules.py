"""What can be said about waits: against other people's programs, against brute force, and whatever the numbers are."""

import random
from collections import Counter
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.services.waits.rules import (
    FEWEST,
    Difference,
    Median,
    Share,
    Tally,
    Verdict,
    difference_of,
    median_of,
    share_of,
    verdicts,
)

# 60 and 240 reports, some still open; what lifelines 0.30.3 says of them stands in the tests.
HERE = Tally(
    Counter({1: 9, 2: 5, 3: 8, 4: 2, 5: 4, 6: 2, 7: 4, 9: 1, 10: 3, 11: 3, 12: 3, 14: 1, 15: 1, 16: 2, 21: 1})
    + Counter({23: 2}),
    Counter({1: 2, 2: 1, 3: 2, 4: 1, 5: 1, 10: 1, 18: 1}),
)
REST = Tally(
    Counter({1: 28, 2: 40, 3: 25, 4: 15, 5: 17, 6: 15, 7: 11, 8: 14, 9: 9, 10: 8, 11: 4, 12: 3, 13: 8, 14: 3})
    + Counter({15: 3, 16: 2, 17: 1, 24: 1}),
    Counter({1: 3, 2: 9, 3: 2, 4: 1, 5: 1, 7: 5, 8: 2, 9: 3, 11: 1, 12: 2, 13: 1, 14: 1, 18: 2}),
)
CITY = Tally(HERE.closed + REST.closed, HERE.waiting + REST.waiting)

days = st.dictionaries(st.integers(1, 60), st.integers(1, 40), max_size=12)
tallies = st.builds(lambda closed, waiting: Tally(Counter(closed), Counter(waiting)), days, days)


def drawn(chance: random.Random, number: int, patience: int) -> Tally:
    """Reports with a true middle wait of 7 days, each watched for 4 to `patience` days."""
    tally = Tally()
    for _ in range(number):
        wait, watched = 1 + int(chance.expovariate(1 / 9.6)), chance.randint(4, patience)
        (tally.closed if wait <= watched else tally.waiting)[min(wait, watched)] += 1
    return tally


def closed(*waits: int) -> Tally:
    return Tally(Counter(waits))


def together(*tallies: Tally) -> Tally:
    return Tally(
        sum((each.closed for each in tallies), Counter()), sum((each.waiting for each in tallies), Counter())
    )


def times(tally: Tally, number: int) -> Tally:
    return together(*[tally] * number)


def test_the_middle_wait_is_that_of_kaplan_and_meier():
    assert median_of(HERE) == Median(6, 3, 9)


def test_who_leaves_out_what_is_still_open_makes_slow_work_look_fast():
    slow = Tally(Counter({2: 30}), Counter({20: 40}))
    assert median_of(Tally(slow.closed)).days == 2
    assert median_of(slow).days is None


def test_a_middle_that_is_not_reached_yet_has_still_a_lower_end():
    assert median_of(Tally(Counter({2: 30}), Counter({20: 35}))) == Median(None, 2, None)


def test_what_is_all_closed_on_the_first_day_is_known_for_sure():
    assert median_of(closed(*[1] * 25)) == Median(1, 1, 1)


def test_of_too_few_reports_nothing_is_said():
    assert median_of(closed(*range(1, FEWEST))) == Median()
    assert median_of(closed(*range(1, FEWEST + 1))).days == FEWEST // 2
    assert median_of(Tally(Counter({1: 10}), Counter({0: 1000}))) == Median()


def test_reports_of_today_change_nothing():
    known = closed(*range(1, 31))
    assert median_of(Tally(known.closed, Counter({0: 25}))) == median_of(known)


@pytest.mark.parametrize("number", [20, 35, 60, 144, 301])
def test_without_open_reports_the_interval_is_that_of_the_sign_test(number):
    """The exact one counts coin tosses; Wilson's score is its normal law, so that an end may differ by one place."""
    found = median_of(closed(*range(1, number + 1)))
    tail, place = 0.0, 0
    while (tail := tail + comb(number, place) / 2**number) <= 0.025:
        place += 1
    assert abs(found.low - place) <= 1
    assert abs(found.high - (number + 1 - place)) <= 1
    assert found.days == (number + 1) // 2


@pytest.mark.parametrize("number, patience", [(20, 200), (20, 12), (60, 12), (200, 8)])
def test_the_interval_holds_the_true_middle_about_nineteen_times_in_twenty(number, patience):
    chance = random.Random(7)
    rounds, held = 400, 0
    for _ in range(rounds):
        found = median_of(drawn(chance, number, patience))
        held += (found.low or 0) <= 7 <= (found.high or 999)
    assert held / rounds >= 0.93


@given(tallies)
def test_the_middle_lies_in_its_interval_and_within_the_days_watched(tally):
    found = median_of(tally)
    known = [day for day in (found.low, found.days, found.high) if day is not None]
    assert known == sorted(known)
    assert set(known) <= set(tally.closed)
    if found.days is not None:
        assert found.low is not None


@given(tallies, st.integers(2, 20))
def test_more_of_the_same_makes_it_no_less_sure(tally, number):
    one, many = median_of(tally), median_of(times(tally, number))
    if one.days is not None:
        assert many.days == one.days
        assert many.low >= one.low
        assert one.high is None or many.high <= one.high


@pytest.mark.parametrize(
    "kept, total, found",
    [
        (0, 20, Share(0, 0, 17)),
        (20, 20, Share(100, 83, 100)),
        (82, 100, Share(82, 73, 89)),
        (999, 1000, Share(99, 99, 100)),
        (7, 31, Share(22, 11, 40)),
        (19, 19, None),
        (0, 0, None),
    ],
)
def test_a_share_has_the_interval_of_wilson(kept, total, found):
    """As statsmodels 0.14 has it, rounded outwards."""
    assert share_of(kept, total) == found


@given(st.integers(FEWEST, 10**6).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_a_share_lies_in_its_interval_and_only_all_is_a_hundred(pair):
    found = share_of(*pair)
    assert 0 <= found.low <= found.percent <= found.high <= 100
    assert (found.percent == 100) == (pair[0] == pair[1])


def test_without_open_reports_the_test_is_fishers_on_both_sides_of_the_median():
    """11 of 40 here and 61 of 120 elsewhere still wait after the middle day; the chance is scipy's (1.18)."""
    here = closed(*[1] * 29, *[9] * 11)
    rest = closed(*[1] * 59, *[9] * 61)
    found = difference_of(here, together(here, rest))
    assert found.chance == pytest.approx(2 * 0.00785932574485161)
    assert (found.here, found.elsewhere) == (11 / 40, 61 / 120)


def test_where_nobody_waits_any_more_all_reports_count():
    """The middle day is 3: of 100 here nobody waits after it, elsewhere 50 of 360."""
    here = closed(*[1] * 90, *[3] * 10)
    found = difference_of(here, together(here, closed(*[1] * 10, *[3] * 300, *[9] * 50)))
    assert (found.here, found.elsewhere) == (0, 50 / 360)
    assert found.chance == pytest.approx(2 * comb(410, 100) / comb(460, 100))


def test_with_open_reports_each_side_counts_for_what_it_is_worth():
    """After the city's middle day, 5, 28 of 55 still wait here and 103 of 226 elsewhere, says lifelines 0.30.3."""
    found = difference_of(HERE, CITY)
    assert (found.here, found.elsewhere) == (28 / 55, 103 / 226)
    assert found.chance == pytest.approx(2 * 0.2872399521972841)


@given(st.integers(0, 60), st.integers(20, 60), st.integers(0, 90), st.integers(20, 90))
def test_the_chance_is_that_of_counting_every_draw(late, number, rest_late, rest):
    late, rest_late = min(late, number), min(rest_late, rest)
    here = closed(*[1] * (number - late), *[9] * late)
    city = together(here, closed(*[1] * (rest - rest_late), *[9] * rest_late))
    found = difference_of(here, city)
    if 2 * (late + rest_late) > number + rest:  # the middle is day 9, after which nobody waits
        assert found.chance == 1
        return
    ways = comb(number + rest, number)
    terms = [
        comb(late + rest_late, k) * comb(number + rest - late - rest_late, number - k)
        for k in range(number + 1)
    ]
    assert found.chance == pytest.approx(
        min(1, 2 * min(sum(terms[: late + 1]), sum(terms[late:])) / ways), rel=1e-6
    )


@given(tallies, tallies)
def test_where_one_side_waits_longer_the_other_waits_less_long(one, other):
    city = together(one, other)
    here, there = difference_of(one, city), difference_of(other, city)
    assert (here is None) == (there is None)
    if here is not None:
        assert here.chance == pytest.approx(there.chance, rel=1e-6)
        assert (here.here, here.elsewhere) == (there.elsewhere, there.here)


@given(tallies)
def test_who_waits_like_the_rest_differs_by_chance(tally):
    found = difference_of(tally, times(tally, 2))
    assert found is None or found.chance == 1


def test_who_waits_longer_in_the_middle_is_said_to():
    slow, fast = closed(*range(20, 70)), closed(*range(1, 51))
    found = difference_of(slow, together(slow, fast))
    assert found.here > found.elsewhere
    assert found.chance < 0.05


def test_a_difference_beyond_all_doubt_is_no_chance_at_all():
    slow, fast = closed(*[9] * 50_000), closed(*[1] * 70_000)
    assert difference_of(slow, together(slow, fast)).chance < 1e-300


@pytest.mark.parametrize(
    "part, rest",
    [
        (closed(*[3] * 19), closed(*range(1, 100))),
        (closed(*range(1, 100)), closed(*[3] * 19)),
        (Tally(Counter(), Counter({2: 30})), closed(*[3] * 100)),
        (closed(*[1] * 30), Tally(Counter({1: 5}), Counter({9: 100}))),
        (Tally(), Tally()),
    ],
    ids=["few here", "few elsewhere", "not watched so long", "no middle yet", "nothing"],
)
def test_what_is_too_little_is_not_compared(part, rest):
    assert difference_of(part, together(part, rest)) is None


def test_where_nobody_was_answered_by_the_middle_day_all_of_them_still_wait():
    here = Tally(Counter({8: 20}), Counter({1: 7, 9: 20}))
    found = difference_of(here, together(here, closed(*[3] * 100)))
    assert (found.here, found.elsewhere) == (1, 0)
    assert found.chance < 1e-6


@pytest.mark.parametrize("patience", [200, 14])
def test_a_difference_that_is_none_is_called_one_in_twenty_times_at_most(patience):
    """Two sides drawn from one law, five hundred times, with and without reports still open."""
    chance = random.Random(11)
    called = 0
    for _ in range(500):
        here, rest = drawn(chance, 40, patience), drawn(chance, 160, patience)
        called += difference_of(here, together(here, rest)).chance <= 0.05
    assert called / 500 <= 0.055


def test_verdicts_are_those_of_benjamini_and_hochberg():
    """The example of their paper's kind: judged alone five of these ten would be called more than chance."""
    chances = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
    found = verdicts({chance: Difference(chance, 0.6, 0.4) for chance in chances} | {"few": None})
    assert [chance for chance in chances if found[chance] is Verdict.LONGER] == [0.001, 0.008]
    assert found["few"] is Verdict.FEW
    assert set(found.values()) == {Verdict.LONGER, Verdict.CHANCE, Verdict.FEW}


@given(
    st.dictionaries(
        st.integers(0, 99),
        st.none() | st.builds(Difference, st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)),
        max_size=60,
    )
)
def test_the_surer_a_difference_the_sooner_it_is_called_one(differences):
    found = verdicts(differences)
    assert found.keys() == differences.keys()
    surest_left = min((differences[key].chance for key in found if found[key] is Verdict.CHANCE), default=1)
    for key, difference in differences.items():
        assert (found[key] is Verdict.FEW) == (difference is None)
        if found[key] in (Verdict.LONGER, Verdict.SHORTER):
            assert (found[key] is Verdict.LONGER) == (difference.here > difference.elsewhere)
            assert difference.chance <= min(0.05, surest_left)


def test_of_a_city_without_differences_hardly_any_is_called_one():
    """A thousand pages of twenty-five neighbourhoods drawn from one law: about one page in twenty says anything."""
    chance = random.Random(25)
    wrong = 0
    for _ in range(1000):
        found = verdicts({area: Difference(chance.random(), 0.6, 0.4) for area in range(25)})
        wrong += any(each is not Verdict.CHANCE for each in found.values())
    assert wrong <= 70
