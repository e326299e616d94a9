"""Fixtures of the tests of endorsements."""

import pytest

from parvis.kernel.endorsements.actions import Wish, open_kind
from parvis.kernel.people.rules import Role

WHY = "Whoever works with children must have shown their record."


@pytest.fixture
def first_aid(dana, parks):
    """Agents of Parks check that somebody took a first-aid course; it holds two years."""
    names = {"en": "First-aid course", "fr": "Cours de premiers secours"}
    return open_kind(dana, Wish(names, parks, Role.AGENT, 730), WHY)
