"""What other rooms ask of consents."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import lazy

from parvis.kernel.consents import actions, queries
from parvis.kernel.consents.models import Consent
from parvis.kernel.consents.registry import Asking, ask_for, on_withdrawal, purpose_named
from parvis.kernel.consents.rules import Purpose, Way
from parvis.kernel.people.models import Person

__all__ = [
    "Asking",
    "Purpose",
    "Way",
    "ask_for",
    "consenting",
    "give",
    "has_consented",
    "on_withdrawal",
    "withdraw",
    "words_of",
]


def _words(purpose: str) -> str:
    return str(purpose_named(purpose).words)


# What people say yes to, in the language of whoever reads it at that moment: beside the box that they tick.
words_of = lazy(_words, str)


def has_consented(person: Person, purpose: str) -> bool:
    """Whether somebody says yes to this purpose today; `LookupError` where no room asks for it."""
    return queries.is_given(person.pk, purpose)


def consenting(purpose: str) -> QuerySet[Consent, Any]:
    """The numbers of all people who say yes today, to be used within another question."""
    return queries.consenting(purpose)


def give(person: Person, purpose: str, way: Way) -> None:
    """Note that somebody said yes, by a click on the purpose's words."""
    actions.give(person, purpose, way)


def withdraw(person: Person, purpose: str, way: Way) -> None:
    """Note that somebody said no; what rests on it ends at once."""
    actions.withdraw(person, purpose, way)
