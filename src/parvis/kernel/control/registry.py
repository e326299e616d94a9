"""The reserved verbs of the house. Modules bring theirs with their manifest; the city's file can ask for more."""

from collections.abc import Iterable, Mapping
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
    if verb not in _reserved:
        raise LookupError(f"No module reserves the verb {verb}.")
    return _tightened(verb)


def labels_of(verb: str) -> Mapping[str, Any]:
    """What the things that a decision changes are called; nothing where the room that made it is gone."""
    return _reserved[verb].labels if verb in _reserved else {}


def is_reserved(verb: str) -> bool:
    """False also where the room that had the verb is gone."""
    return verb in _reserved


def reserved_verbs() -> list[Reserved]:
    """All of them, as they count in this city."""
    return [_tightened(verb) for verb in _reserved]


def cannot_wait(wished: Iterable[str]) -> list[str]:
    """Of the verbs for which a city wishes two signatures, those whose room cannot wait for the second, or unknown."""
    return [verb for verb in wished if verb not in _reserved or not _reserved[verb].waits]


def _tightened(verb: str) -> Reserved:
    asked = SIGNATURES_AT_MOST if verb in settings.CITY.control.two_people else 1
    return tightened(_reserved[verb], Wish(signatures=asked))
