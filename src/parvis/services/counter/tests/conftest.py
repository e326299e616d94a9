"""Fixtures of the counter's tests."""

import pytest

from parvis.kernel.catalogue.actions import offer
from parvis.services.reports.tests.stage import Stage, build


@pytest.fixture
def stage(db: None) -> Stage:
    """A small city in which reports are open and the counter is served."""
    made = build()
    offer("counter", made.desk, stage="open")
    return made
