"""Fixtures of the tests of figures."""

import pytest

from parvis.services.reports.tests.stage import Stage, build


@pytest.fixture
def stage(db: None) -> Stage:
    """A small city in which reports are open."""
    return build()
