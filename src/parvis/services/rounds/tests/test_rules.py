"""What is true about rounds: the way, and the choice."""

import random
from datetime import UTC, datetime, timedelta
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.services.rounds.engine.route import best_place, length, nearest_next, walk
from parvis.services.rounds.rules import Take, Waiting, chosen, moved

LATITUDES, LONGITUDES = st.floats(42.30, 42.40), st.floats(-71.15, -71.00)
POINT = st.tuples(LATITUDES, LONGITUDES)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def in_order(points, order):
    return [points[number] for number in order]


def shortest(points, start):
    return min(length(list(each), start) for each in permutations(points))


@given(st.lists(POINT, max_size=25), st.none() | POINT)
def test_a_walk_passes_every_place_once(points, start):
    assert sorted(walk(points, start)) == list(range(len(points)))


@given(st.lists(POINT, min_size=1, max_size=25))
def test_without_a_beginning_it_begins_with_the_first_place(points):
    assert walk(points)[0] == 0


@given(st.lists(POINT, min_size=1, max_size=25), POINT)
def test_a_walk_is_never_longer_than_always_going_to_the_nearest(points, start):
    nearest = length(in_order(points, nearest_next(points, start)), start)
    assert length(in_order(points, walk(points, start)), start) <= nearest + 0.001


@given(st.lists(POINT, min_size=1, max_size=6), POINT)
@settings(max_examples=40)
def test_no_walk_is_shorter_than_the_shortest(points, start):
    assert length(in_order(points, walk(points, start)), start) >= shortest(points, start) - 0.001


def test_on_places_of_a_town_it_is_close_to_the_shortest():
    dice, ratios = random.Random(7), []
    for _ in range(30):
        points = [(dice.uniform(42.30, 42.40), dice.uniform(-71.15, -71.00)) for _ in range(7)]
        best = shortest(points, (42.35, -71.07))
        ratios.append(length(in_order(points, walk(points, (42.35, -71.07))), (42.35, -71.07)) / best)
    assert sum(ratios) / len(ratios) < 1.05
    assert max(ratios) < 1.3


def test_a_street_is_walked_from_one_end_to_the_other():
    street = [(42.355, -71.07 + step / 1000) for step in (4, 0, 3, 1, 2)]
    assert walk(street, (42.355, -71.08)) == [1, 3, 4, 2, 0]


def test_the_way_is_shorter_than_always_going_to_the_nearest():
    """That crosses its own way in a town; nobody who walks would."""
    dice = random.Random(3)
    points = [(dice.uniform(42.30, 42.40), dice.uniform(-71.15, -71.00)) for _ in range(60)]
    start = (42.35, -71.07)
    nearest = length(in_order(points, nearest_next(points, start)), start)
    assert length(in_order(points, walk(points, start)), start) < 0.95 * nearest


@given(st.lists(POINT, max_size=10), POINT, st.none() | POINT)
def test_one_more_place_goes_where_the_way_grows_least(points, new, start):
    place = best_place(points, new, start)
    ways = [length([*points[:each], new, *points[each:]], start) for each in range(len(points) + 1)]
    assert ways[place] <= min(ways) + 0.001


def waiting(name, lon, hours=None):
    return Waiting(name, 42.355, lon, NOW + timedelta(hours=hours) if hours is not None else None)


LINE = [waiting("old", -71.06), waiting("late", -71.08, 9), waiting("soon", -71.07, 1)]


def test_reports_are_chosen_by_age_by_promise_and_by_distance():
    assert chosen(LINE, Take.OLDEST, 2, None) == ["old", "late"]
    assert chosen(LINE, Take.URGENT, 3, None) == ["soon", "late", "old"]
    assert chosen(LINE, Take.NEAREST, 2, (42.355, -71.081)) == ["late", "soon"]
    assert chosen(LINE, Take.NEAREST, 2, None) == ["old", "soon"], (
        "Near the oldest, where nobody said where from."
    )
    assert chosen([], Take.NEAREST, 2, None) == []


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.sampled_from("abcdefg"), st.integers(-9, 9))
def test_moving_a_stop_moves_no_other(order, which, by):
    after = moved(order, which, by)
    assert sorted(after) == sorted(order)
    assert [each for each in after if each != which] == [each for each in order if each != which]


def test_a_stop_moves_as_far_as_it_can():
    assert moved(["a", "b", "c"], "a", 1) == ["b", "a", "c"]
    assert moved(["a", "b", "c"], "b", -5) == ["b", "a", "c"]
    assert moved(["a", "b", "c"], "b", 5) == ["a", "c", "b"]
