"""Fixtures of the tests of assurance."""

import pytest

from parvis.kernel.assurance.tests.stage import districts


@pytest.fixture
def town(db):
    """Two districts."""
    return districts()
