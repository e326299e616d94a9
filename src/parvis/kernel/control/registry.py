"""The reserved verbs of the house. Modules bring theirs with their manifest; the city's file can ask for more."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from parvis.kernel.control.rules import SIGNATURES_AT_MOST, Reserved, Wish, tightened

_reserved: dict[str, Reserved] = {}


def add(*verbs: Reserved) -> None:
    """Make verbs known as reserved; each can be described once only."""
    for each in verbs:
        if each.verb in _reserved and _reserved[each.verb] != each:
            raise ValueError(f"The verb {each.verb} is reserved twice.")
        _reserved[each.verb] = each


def reserved_verb(verb: str) -> Reserved:
    """What is asked for, with what the city asks for on top; `LookupError` for a verb that is not reserved."""
    try:
        known = _reserved[verb]
    except KeyError:
        raise LookupError(f"No module reserves the verb {verb}.") from None
    wish = Wish(signatures=SIGNATURES_AT_MOST if verb in settings.CITY.control.two_people else 1)
    return tightened(known, wish)


def labels_of(verb: str) -> Mapping[str, Any]:
    """What the things that a decision changes are called; nothing where the room that made it is gone."""
    return _reserved[verb].labels if verb in _reserved else {}


def is_reserved(verb: str) -> bool:
    """False also where the room that had the verb is gone."""
    return verb in _reserved


def reserved_verbs() -> list[Reserved]:
    """All of them, as they count in this city."""
    return [reserved_verb(verb) for verb in _reserved]
