"""Where other rooms add their way of being confirmed, and hear of a confirmation that was false."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from parvis.kernel.assurance.models import Residence
from parvis.kernel.people.models import Person


@dataclass(frozen=True, slots=True)
class Path:
    """A way that a person can begin by themselves: what it is called, what it asks, the name of its page's address."""

    title: Any
    words: Any
    page: str
    is_open: Callable[[Person], bool] = lambda _person: True


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody whom a confirmation hangs together with, as the desk reads it. `words` is lazy or translated."""

    words: Any
    person: Person


type TiesOf = Callable[[Person], list[Tie]]
type OnFalse = Callable[[Residence], None]

_paths: dict[str, Path] = {}
_ties: dict[str, TiesOf] = {}
_on_false: dict[str, tuple[Callable[[], None], OnFalse]] = {}


def add_path(name: str, path: Path) -> None:
    """Offer a way of being confirmed on everybody's own page."""
    _paths[name] = path


def paths_for(person: Person) -> list[Path]:
    """The ways that are open to a person."""
    return [each for each in _paths.values() if each.is_open(person)]


def tell_ties(name: str, ties_of: TiesOf) -> None:
    """Tell the desk with whom somebody's confirmations hang together."""
    _ties[name] = ties_of


def ties_for(person: Person) -> list[Tie]:
    """Everybody with whom somebody's confirmations hang together."""
    return [tie for ties_of in _ties.values() for tie in ties_of(person)]


def on_false(name: str, hook: OnFalse, before: Callable[[], None]) -> None:
    """Register what follows when a confirmation is revoked because it was false; runs in its transaction.

    `before` takes what the hook has to hold, before anybody's row is: that is the order of whoever confirms people.
    """
    _on_false[name] = before, hook


def all_on_false() -> list[tuple[Callable[[], None], OnFalse]]:
    """What is to be held first, and what follows."""
    return list(_on_false.values())
