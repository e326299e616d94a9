"""The stage of reports, for stories of moderation."""

import pytest

from parvis.services.reports.tests.stage import Stage, build


@pytest.fixture
def stage(db: None) -> Stage:
    """A small city with offices and categories."""
    return build()
