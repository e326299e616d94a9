"""Scopes and interfaces, as modules register them from their `apps.py`; this room knows no module."""

from parvis.kernel.programs.rules import Interface, Scope

_scopes: dict[str, Scope] = {}
_interfaces: dict[str, Interface] = {}


def allow_scopes(*scopes: Scope) -> None:
    """Make scopes known; builders are shown them in the order of registration."""
    _scopes.update({scope.name: scope for scope in scopes})


def offer(interface: Interface) -> None:
    """Make a way in for programs known; the open data portal lists it."""
    _interfaces[interface.page] = interface


def all_scopes() -> list[Scope]:
    """Every scope of the house."""
    return list(_scopes.values())


def reserved_scopes() -> list[str]:
    """The names of those that only the public desk grants."""
    return [scope.name for scope in _scopes.values() if scope.reserved]


def all_interfaces() -> list[Interface]:
    """Every way in for programs."""
    return list(_interfaces.values())
