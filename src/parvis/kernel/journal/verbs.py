"""The verbs of the house and the sentence that each makes in a history. Modules declare theirs when they load."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

type Question = Literal["saw", "need", "help", "say", ""]


@dataclass(frozen=True, slots=True)
class Verb:
    """A dotted past tense (`reports.report.opened`), its sentence (lazy, may name {actor} and keys of the entry's
    data) and the question of the home page it belongs to; "" lays no stone in the square.

    `apart`: nobody does it twice at one thing, its writer sees to that, so that each entry counts even without a name.
    """

    name: str
    sentence: str | Promise
    question: Question = ""
    apart: bool = False


_declared: dict[str, Verb] = {}


def declare(*verbs: Verb) -> None:
    """Make verbs known; a name can be declared once only."""
    for verb in verbs:
        if verb.name in _declared and _declared[verb.name] != verb:
            raise ValueError(f"The verb {verb.name} is declared twice.")
        _declared[verb.name] = verb


def declared() -> dict[str, Verb]:
    """All verbs by name."""
    return dict(_declared)


def verb_named(name: str) -> Verb:
    """The verb; `LookupError` when no module declared it."""
    try:
        return _declared[name]
    except KeyError:
        raise LookupError(f"No module declares the verb {name}.") from None
