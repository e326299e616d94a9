"""Until when somebody can object."""

from datetime import timedelta

import pytest

from parvis.kernel.clock import now
from parvis.services.appeals.rules import DAYS_TO_APPEAL, Obstacle, obstacle_to_appeal


@pytest.mark.parametrize(
    ("days", "lifted", "asked", "obstacle"),
    [
        (0, False, False, None),
        (DAYS_TO_APPEAL, False, False, None),
        (DAYS_TO_APPEAL + 1, False, False, Obstacle.LATE),
        (0, True, False, Obstacle.LIFTED),
        (0, False, True, Obstacle.ASKED),
    ],
)
def test_an_author_can_object_once_within_half_a_year(days, lifted, asked, obstacle):
    decided = now()
    moment = decided + timedelta(days=days)
    assert obstacle_to_appeal(decided, moment, is_lifted=lifted, is_asked=asked) == obstacle
