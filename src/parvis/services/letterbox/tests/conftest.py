"""Fixtures of the letterbox's tests."""

from collections.abc import Callable
from functools import partial

import pytest

from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import Stage, build, reported


@pytest.fixture
def stage(db: None) -> Stage:
    """A small city in which reports are open."""
    return build()


@pytest.fixture
def report_by(stage: Stage) -> Callable[..., Report]:
    """Makes an open report: `report_by(alice)`, `report_by()` for one without a name."""
    return partial(reported, stage)
