"""What stands in the way of taking a place."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.services.openings.rules import Asking, Obstacle, obstacle_to_taking

FREE = Asking(is_open=True, level=1, level_asked=1, places=1, own_most=3)
NUMBERS = st.integers(0, 4)
ASKINGS = st.builds(
    Asking, st.booleans(), st.booleans(), NUMBERS, NUMBERS, st.booleans(), NUMBERS, NUMBERS, NUMBERS, NUMBERS
)


@pytest.mark.parametrize(
    ("changed", "obstacle"),
    [
        ({}, None),
        ({"is_open": False}, Obstacle.CLOSED),
        ({"begun": True}, Obstacle.BEGUN),
        ({"level_asked": 2}, Obstacle.LEVEL),
        ({"has_it": True}, Obstacle.MINE),
        ({"held": 1}, Obstacle.FULL),
        ({"own": 3}, Obstacle.ENOUGH),
    ],
)
def test_the_first_thing_in_the_way_is_said(changed, obstacle):
    assert obstacle_to_taking(replace(FREE, **changed)) is obstacle


@given(ASKINGS)
def test_nobody_takes_what_is_not_open_begun_full_or_over_their_limit(asking):
    if obstacle_to_taking(asking) is None:
        assert asking.is_open
        assert not asking.begun
        assert asking.level >= asking.level_asked
        assert asking.held < asking.places
        assert asking.own < asking.own_most


def test_nothing_known_is_nothing_open():
    assert obstacle_to_taking(Asking()) is Obstacle.CLOSED
