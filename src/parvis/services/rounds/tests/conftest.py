"""Fixtures of rounds."""

import pytest

from parvis.services.findings.tests.stage import lamps
from parvis.services.reports.tests.stage import Stage, build


@pytest.fixture
def stage(db: None) -> Stage:
    """A small city in which reports are open."""
    return build()


@pytest.fixture
def street(stage, alice):
    """Three dark lamps, from west to east, reported by Alice."""
    return sorted(lamps(stage, alice), key=lambda each: each.lon)
