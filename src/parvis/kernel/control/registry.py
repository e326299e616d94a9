"""The reserved verbs of the house. Modules bring theirs with their manifest; the city's file can ask for more."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.conf import settings

from parvis.kernel.control.rules import SIGNATURES_AT_MOST, Reserved, Weight, Wish, tightened

type Asking = Callable[[], Collection[str]]
_reserved: dict[str, Reserved] = {}
_asking: list[Asking] = []


def add(*verbs: Reserved) -> None:
    """Make verbs known as reserved; each can be described once only."""
    for each in verbs:
        if each.verb in _reserved and _reserved[each.verb] != each:
            raise ValueError(f"The verb {each.verb} is reserved twice.")
        _reserved[each.verb] = each


def ask_for_two(asking: Asking) -> None:
    """Register who else says for which verbs two must sign, such as the services that officials composed."""
    if asking not in _asking:
        _asking.append(asking)


def reserved_verb(verb: str) -> Reserved:
    """What is asked for, with what the city asks for on top; `LookupError` for a verb that is not reserved."""
    if verb not in _reserved:
        raise LookupError(f"No module reserves the verb {verb}.")
    # Of cases there are many, and services ask for two only where a rule is made: the others need not be asked.
    is_rule = _reserved[verb].weight is Weight.RULE
    return _tightened(verb, _for_two() if is_rule else settings.CITY.control.two_people)


def labels_of(verb: str) -> Mapping[str, Any]:
    """What the things that a decision changes are called; nothing where the room that made it is gone."""
    return _reserved[verb].labels if verb in _reserved else {}


def is_reserved(verb: str) -> bool:
    """False also where the room that had the verb is gone."""
    return verb in _reserved


def reserved_verbs() -> list[Reserved]:
    """All of them, as they count in this city."""
    wished = _for_two()
    return [_tightened(verb, wished) for verb in _reserved]


def _for_two() -> set[str]:
    return set(settings.CITY.control.two_people).union(*(asking() for asking in _asking))


def _tightened(verb: str, wished: Collection[str]) -> Reserved:
    return tightened(_reserved[verb], Wish(signatures=SIGNATURES_AT_MOST if verb in wished else 1))
