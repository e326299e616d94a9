"""Every address of the site, and example pages to look at."""

import importlib
import importlib.util
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from parvis.kernel.permissions.access import Access, access_of

# What stands for each kind of variable part of an address when nothing is known about the thing behind it.
EXAMPLES = {
    "int": "1",
    "slug": "nothing",
    "str": "nothing",
    "path": "nothing",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its name with namespaces, its route, its view and the door that the view stands behind."""

    name: str
    route: str
    view: Callable[..., Any]
    door: Access | None

    @property
    def example(self) -> str:
        """A path that leads there; the thing that it names need not exist."""
        return "/" + _fill(self.route)

    @property
    def is_plain(self) -> bool:
        """True when the address has no variable part."""
        return "<" not in self.route and "(" not in self.route


@dataclass(frozen=True, slots=True)
class Sample:
    """A page with something on it: how a failure calls it, its path, and the name in the cast of who reads it."""

    name: str
    path: str
    reader: str = "grace"


def all_addresses() -> list[Address]:
    """Every address that the site answers to, sorted by route."""
    return sorted(
        _walk(get_resolver().url_patterns, "", ()), key=lambda address: (address.route, address.name)
    )


def samples_of_modules(cast: Any) -> list[Sample]:
    """The example pages that modules give in `tests/pages.py`: `samples(cast) -> list[Sample]` makes what they show.

    `cast` is the `cast` fixture: `cast.alice`, `cast.amina`, … are made when they are asked for.
    """
    found: list[Sample] = []
    for config in apps.get_app_configs():
        name = f"{config.name}.tests.pages"
        if config.name.startswith("parvis.") and _exists(name):
            found += importlib.import_module(name).samples(cast)
    return found


def _exists(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def _walk(patterns: list[Any], route: str, names: tuple[str, ...]) -> Iterator[Address]:
    for each in patterns:
        path = route + str(each.pattern).lstrip("^")
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, path, (*names, each.namespace) if each.namespace else names)
        elif isinstance(each, URLPattern):
            name = ":".join([*names, each.name or ""])
            yield Address(name, path, each.callback, access_of(each.callback, name))


def _fill(route: str) -> str:
    plain = re.sub(r"<(?:(\w+):)?\w+>", lambda part: EXAMPLES.get(part[1] or "str", "nothing"), route)
    plain = re.sub(r"\(\?P<\w+>[^)]*\)", "nothing", plain)
    return plain.replace("\\Z", "").replace("$", "").replace("\\", "").replace("^", "")
