"""Fixtures of the layers tests."""

import pytest

from parvis.services.assets.tests.stage import Stage, build


@pytest.fixture
def stage(db: None) -> Stage:
    """A small city with lamps and hydrants in its streets."""
    return build()
