"""A place can be told without telling the door."""

import shapely
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.places.cells import blurred, cell_of, centre_of, coarse_cell, disk, outline, wider
from parvis.kernel.places.rules import is_on_earth, metres_between

LATS, LONS = st.floats(-80, 80), st.floats(-179, 179)
HERE = (42.3573, -71.0645)


@given(LATS, LONS)
def test_a_point_lies_in_its_cell_and_the_cell_in_the_wider_one(lat, lon):
    cell = cell_of(lat, lon)
    assert len(cell) == 15
    assert cell_of(*centre_of(cell)) == cell
    assert metres_between(lat, lon, *centre_of(cell)) < 300
    assert wider(cell, 7) == wider(wider(cell, 8), 7)


@given(LATS, LONS)
def test_what_others_see_is_far_from_the_door_and_the_same_each_time(lat, lon):
    seen = blurred(lat, lon)
    assert seen == blurred(lat, lon) == centre_of(coarse_cell(lat, lon))
    assert metres_between(lat, lon, *seen) < 900
    assert blurred(*seen) == seen


def test_two_doors_of_one_street_look_the_same_to_others():
    assert blurred(*HERE) == blurred(HERE[0] + 0.0003, HERE[1] + 0.0003)
    assert cell_of(*HERE, 12) != cell_of(HERE[0] + 0.0003, HERE[1] + 0.0003, 12)


def test_the_cells_around_a_cell_are_seven_and_in_a_fixed_order():
    around = disk(cell_of(*HERE))
    assert len(around) == len(set(around)) == 7
    assert around == sorted(around)
    assert disk(cell_of(*HERE), 0) == [cell_of(*HERE)]


def test_the_outline_of_a_cell_is_a_closed_ring_around_its_point():
    ring = outline(cell_of(*HERE))
    assert ring[0] == ring[-1]
    assert len(ring) == 7
    assert shapely.Polygon(ring).contains(shapely.Point(HERE[1], HERE[0]))


def test_a_point_off_the_earth_is_known_as_such():
    assert is_on_earth(*HERE)
    for point in ((91, 0), (0, 181), (float("nan"), 0), (0, float("inf"))):
        assert not is_on_earth(*point)
