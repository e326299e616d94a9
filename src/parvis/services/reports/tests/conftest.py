"""Fixtures of the reports tests."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from parvis.kernel.people.models import Person
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


@pytest.fixture
def two(clock: Any, alice: Person, bob: Person, report_by: Callable[..., Report]) -> tuple[Report, Report]:
    """Alice's report, and an hour later Bob's of the same thing."""
    first = report_by(alice)
    clock.shift(timedelta(hours=1))
    return first, report_by(bob)
