"""Sheets of labels, and the invented things of the demo."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.places.rules import metres_between
from parvis.services.layers.rules import SHEETS, Spacing, spots_along

METRES = st.floats(5, 300)
LINE = st.lists(st.tuples(st.floats(-71.1, -71.0), st.floats(42.3, 42.4)), min_size=2, max_size=6)


@given(st.lists(st.integers(), max_size=100), st.sampled_from(sorted(SHEETS)))
def test_every_thing_gets_one_label_and_no_sheet_has_too_many(things, slug):
    sheets = list(SHEETS[slug].fill(things))
    assert [thing for sheet in sheets for thing in sheet] == things
    assert all(0 < len(sheet) <= SHEETS[slug].labels for sheet in sheets)


def test_a_sheet_of_a4_has_24_labels_and_one_of_letter_30():
    assert (SHEETS["a4"].labels, SHEETS["letter"].labels) == (24, 30)


@given(LINE, METRES, st.floats(0, 10), METRES)
def test_invented_things_stand_beside_their_street_and_always_in_the_same_place(line, apart, aside, first):
    spacing = Spacing(apart, aside, first)
    spots = list(spots_along(line, spacing))
    assert spots == list(spots_along(line, spacing))
    length = sum(metres_between(a[1], a[0], b[1], b[0]) for a, b in pairwise(line))
    assert abs(len(spots) - max(0, (length - first) / apart + 1)) <= 1 + length / 10_000


def test_they_stand_now_on_the_left_and_now_on_the_right():
    east = [(-71.06, 42.35), (-71.05, 42.35)]
    (one, _lon), (two, _lon_two), *_more = spots_along(east, Spacing(100, 10, 0))
    assert one > 42.35 > two


def test_a_street_shorter_than_the_first_distance_has_nothing():
    assert list(spots_along([(-71.06, 42.35), (-71.06, 42.35)], Spacing(10, 5, 1))) == []
