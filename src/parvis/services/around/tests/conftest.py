"""Fixtures of the around tests."""

from datetime import UTC, datetime

import pytest

from parvis.services.around.tests.stage import Stage, build


@pytest.fixture
def stage(db: None) -> Stage:
    """A small city in which people are told what happens around them."""
    return build()


@pytest.fixture
def noon(stage: Stage, clock):
    """A Wednesday, 12:30 in Boston; the clock stands still until the test moves it."""
    clock.move_to(datetime(2026, 11, 18, 17, 30, tzinfo=UTC))
    return clock
