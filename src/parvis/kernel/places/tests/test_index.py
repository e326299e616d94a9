"""A point finds its areas: the same answer as the slow and certain way, in a few millionths of a second."""

from datetime import date

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.kernel.places.engine import KINDS, NEAR_METRES, NOWHERE, AreaIndex, AreasAt, Shape, StreetIndex
from parvis.kernel.places.rules import METRES_IN_A_DEGREE, metres_between

DAY = date(2026, 5, 1)
START = date(2020, 1, 1)
# Corners on a coarse grid, so that borders touch, overlap and are hit exactly.
GRID = st.integers(0, 6).map(lambda step: step / 100)


@st.composite
def towns(draw):
    """A handful of boxes of every kind, some nested by a parent, some no longer valid."""
    shapes = []
    for number in range(1, draw(st.integers(1, 9)) + 1):
        west, south = draw(GRID), draw(GRID)
        geometry = shapely.box(
            west,
            south,
            west + draw(st.sampled_from([0.01, 0.02, 0.04])),
            south + draw(st.sampled_from([0.01, 0.03])),
        )
        kind = draw(st.sampled_from(KINDS))
        wider = [shape.id for shape in shapes if KINDS.index(shape.kind) > KINDS.index(kind)]
        parent = draw(st.sampled_from([None, *wider]))
        since = draw(st.sampled_from([START, date(2026, 4, 30), DAY, date(2026, 5, 2)]))
        until = draw(st.sampled_from([None, date(2026, 5, 2), date(2027, 1, 1)]))
        shapes.append(
            Shape(number, kind, parent, geometry, since, until if until and until > since else None)
        )
    return shapes


points = st.tuples(st.one_of(GRID, st.floats(-0.02, 0.12)), st.one_of(GRID, st.floats(-0.02, 0.12)))


def oracle(shapes, lat, lon, day):
    """The certain way: every shape, one after the other, unprepared."""
    valid = [s for s in shapes if s.valid_from <= day and (s.valid_until is None or day < s.valid_until)]
    order = lambda shape: (KINDS.index(shape.kind), shape.geometry.area, shape.id)  # noqa: E731
    holding = sorted((s for s in valid if s.geometry.intersects(shapely.Point(lon, lat))), key=order)
    if holding:
        return resolve(shapes, holding, day, nearest=False)
    near = []
    for shape in valid:
        scaled = shapely.transform(
            shape.geometry,
            lambda xy: (xy - (lon, lat)) * (METRES_IN_A_DEGREE * np.cos(np.radians(lat)), METRES_IN_A_DEGREE),
        )
        far = scaled.distance(shapely.Point(0, 0))
        if far <= NEAR_METRES:
            near.append(((KINDS.index(shape.kind), round(far, 2), *order(shape)[1:]), shape))
    return resolve(
        shapes, [shape for _key, shape in sorted(near, key=lambda pair: pair[0])], day, nearest=True
    )


def resolve(shapes, candidates, day, *, nearest):
    """One of each kind; what lies above a chosen one in the tree first."""
    by_id = {shape.id: shape for shape in shapes}
    chosen = {}
    for shape in candidates:
        above = None if shape.kind in chosen else shape
        while above:
            if above.valid_from <= day and (above.valid_until is None or day < above.valid_until):
                chosen.setdefault(above.kind, above.id)
            above = by_id.get(above.parent)
    return AreasAt(**chosen, nearest=nearest) if chosen else NOWHERE


@given(towns(), st.lists(points, min_size=1, max_size=8), st.sampled_from([START, DAY, date(2026, 5, 2)]))
@settings(max_examples=300, deadline=None)
def test_the_index_answers_as_the_slow_and_certain_way_does(shapes, where, day):
    index = AreaIndex(shapes)
    expected = [oracle(shapes, lat, lon, day) for lat, lon in where]
    assert [index.at(lat, lon, day) for lat, lon in where] == expected
    lats, lons = zip(*where, strict=True)
    assert index.at_many(lats, lons, day) == expected
    assert index.at_many(lats, lons, [day] * len(where)) == expected


@given(towns(), points, st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_areas_were_loaded_does_not_matter(shapes, where, chance):
    shuffled = list(shapes)
    chance.shuffle(shuffled)
    assert AreaIndex(shuffled).at(*where, DAY) == AreaIndex(shapes).at(*where, DAY)


def test_each_of_many_points_may_have_a_day_of_its_own():
    old, new = (Shape(n, "city", None, shapely.box(0, 0, 1, 1), *days) for n, days in
                ((1, (START, DAY)), (2, (DAY, None))))  # fmt: skip
    found = AreaIndex([old, new]).at_many([0.5, 0.5], [0.5, 0.5], [START, DAY])
    assert [at.city for at in found] == [1, 2]


def test_a_point_on_a_border_goes_to_the_smaller_side_and_then_to_the_older():
    large = Shape(1, "neighbourhood", None, shapely.box(0, 0, 0.02, 0.01), START)
    small = Shape(2, "neighbourhood", None, shapely.box(0.02, 0, 0.03, 0.01), START)
    same = Shape(3, "neighbourhood", None, shapely.box(0.03, 0, 0.04, 0.01), START)
    index = AreaIndex([same, small, large])
    assert index.at(0.005, 0.02, DAY).neighbourhood == 2
    assert index.at(0.005, 0.03, DAY).neighbourhood == 2


def test_a_point_in_the_harbour_goes_to_the_nearest_shore_and_is_marked():
    here = Shape(1, "neighbourhood", 2, shapely.box(0, 0, 0.01, 0.01), START)
    city = Shape(2, "city", None, shapely.box(0, 0, 0.01, 0.01), START)
    index = AreaIndex([here, city])
    near = 0.01 + 100 / METRES_IN_A_DEGREE
    assert index.at(0.005, near, DAY) == AreasAt(1, None, 2, nearest=True)
    assert index.at(0.005, 0.01 + 200 / METRES_IN_A_DEGREE, DAY) == NOWHERE


@pytest.mark.parametrize("where", [(float("nan"), 0.0), (float("inf"), 0.0), (95.0, 0.0), (0.0, 1e9)])
def test_a_point_that_is_nowhere_has_no_area(where):
    index = AreaIndex([Shape(1, "city", None, shapely.box(0, 0, 1, 1), START)])
    assert index.at(*where, DAY) == NOWHERE
    assert not index.at(*where, DAY)


def test_without_areas_every_point_is_nowhere():
    index = AreaIndex([])
    assert (len(index), index.at(0, 0, DAY), index.at_many([0, 1], [0, 1], DAY)) == (
        0,
        NOWHERE,
        [NOWHERE] * 2,
    )
    assert index.at_many([], [], DAY) == []


def test_ids_go_from_the_narrowest_to_the_widest():
    assert AreasAt(neighbourhood=3, city=1).ids == (3, 1)


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.lists(st.tuples(GRID, GRID), min_size=2, max_size=4, unique=True)),
        max_size=6,
    ),
    st.tuples(st.floats(0, 0.06), st.floats(0, 0.06)),
)
@settings(max_examples=100, deadline=None)
def test_the_nearest_street_is_the_nearest(lines, where):
    index = StreetIndex([(f"Street {name}", points) for name, points in lines])
    found = index.nearest(*where, within=1_000)
    middle = np.mean([points[0][1] for _name, points in lines]) if lines else 0
    scale = np.array([METRES_IN_A_DEGREE * np.cos(np.radians(middle)), METRES_IN_A_DEGREE])
    point = shapely.Point(where[1] * scale[0], where[0] * scale[1])
    distances = [
        (shapely.LineString(np.array(points) * scale).distance(point), f"Street {name}")
        for name, points in lines
    ]
    near = [each for each in distances if each[0] <= 1_000]
    if not near:
        assert found is None
        return
    assert found.metres == pytest.approx(min(near)[0], abs=0.02)
    assert found.text in {name for far, name in near if far <= min(near)[0] + 0.02}


@given(st.floats(-60, 60), st.floats(-179, 179), st.floats(-0.01, 0.01), st.floats(-0.01, 0.01))
def test_a_distance_is_the_same_both_ways_and_near_to_the_flat_one(lat, lon, north, east):
    far = metres_between(lat, lon, lat + north, lon + east)
    assert far == pytest.approx(metres_between(lat + north, lon + east, lat, lon))
    flat = np.hypot(north, east * np.cos(np.radians(lat + north / 2))) * METRES_IN_A_DEGREE
    assert far == pytest.approx(flat, rel=1e-3, abs=0.01)
