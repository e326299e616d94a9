"""Which purposes ask for consent. Rooms register theirs, and hear when somebody withdraws it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from parvis.kernel.consents.rules import Purpose
from parvis.kernel.people.models import Person

# What a room does when somebody withdraws: called in the same transaction, so that nothing goes on after it.
type Ending = Callable[[Person], None]


@dataclass(frozen=True, slots=True)
class Asking:
    """A purpose that a room asks consent for, and what it ends when somebody says no."""

    purpose: Purpose
    ending: Ending


_purposes: dict[str, Purpose] = {}
_endings: dict[str, list[Ending]] = defaultdict(list)


def ask_for(asking: Asking) -> None:
    """Register a purpose, and what ends with its consent."""
    _purposes[asking.purpose.name] = asking.purpose
    on_withdrawal(asking.purpose.name, asking.ending)


def on_withdrawal(name: str, ending: Ending) -> None:
    """Let another room hear of it, too."""
    if ending not in _endings[name]:
        _endings[name].append(ending)


def all_purposes() -> list[Purpose]:
    """Every purpose that asks for consent."""
    return list(_purposes.values())


def purpose_named(name: str) -> Purpose:
    """The purpose; `LookupError` where no room asks for it."""
    try:
        return _purposes[name]
    except KeyError:
        raise LookupError(f"No room asks for consent to {name}.") from None


def endings_of(name: str) -> list[Ending]:
    """What ends with a consent."""
    return list(_endings[name])
