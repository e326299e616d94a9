"""Fixtures of the kiosk's tests."""

import pytest

from parvis.kernel.catalogue.actions import offer
from parvis.services.reports.tests.stage import Stage, build


@pytest.fixture
def stage(db: None) -> Stage:
    """A small city in which reports are open and kiosks are put up."""
    made = build()
    offer("kiosk", made.desk, stage="open")
    return made


@pytest.fixture
def kiosk(stage, desk, grace):
    """A browser that is a kiosk."""
    from parvis.services.kiosk.actions import put_up

    grace.post("/kiosk/", {"code": put_up(desk, "Library", "k")})
    return grace
