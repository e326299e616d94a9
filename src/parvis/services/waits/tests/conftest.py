"""Fixtures of the tests of waits."""

import pytest

from parvis.services.reports.tests.stage import Stage
from parvis.services.waits.tests.stage import build


@pytest.fixture
def stage(db: None) -> Stage:
    """A small city in which the west waits longer for its street lights."""
    return build()
