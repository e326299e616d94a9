"""Fixtures of the tests of paper letters."""

import pytest

from parvis.kernel.assurance.tests.stage import districts
from parvis.kernel.postal.actions import ask, print_letters


@pytest.fixture
def town(db):
    """Two districts."""
    return districts()


@pytest.fixture
def asked(alice, town):
    """Alice asked for a letter."""
    return ask(alice, "Alice", "1 Quay Street", town.quay)


@pytest.fixture
def sheet(asked, desk):
    """It was printed."""
    (printed,) = print_letters(desk, [asked.public_id])
    return printed
