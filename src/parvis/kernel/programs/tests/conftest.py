"""Fixtures of the tests of programs."""

import pytest

from parvis.kernel.programs import registry
from parvis.kernel.programs.rules import Scope

OPEN = Scope("test.send", "Send something")
RESERVED = Scope("test.trusted", "Be believed", reserved=True)


@pytest.fixture
def scopes(monkeypatch):
    """A scope that every builder has, and one that the desk grants."""
    for scope in (OPEN, RESERVED):
        monkeypatch.setitem(registry._scopes, scope.name, scope)


@pytest.fixture
def manager_of_desk(city_desk, cast):
    """Who decides about programs."""
    from parvis.kernel.people.rules import Role
    from parvis.kernel.testing.cast import official

    return official("Dana", city_desk, Role.MANAGER)
