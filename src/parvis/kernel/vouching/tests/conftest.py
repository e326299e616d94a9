"""Fixtures of the tests of vouching."""

import pytest

from parvis.kernel.assurance.tests.stage import at_home, districts, long_known
from parvis.kernel.testing.cast import member


@pytest.fixture
def town(db):
    """Two districts."""
    return districts()


@pytest.fixture
def neighbour(town):
    """Make somebody whom the city has known for long to live at the quay, or elsewhere."""

    def make(name, where=None):
        person = member(name)
        at_home(person, where or town.quay)
        long_known(person)
        return person

    return make
