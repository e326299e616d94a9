"""What other rooms may ask of blocks."""

from parvis.kernel.blocks.policies import verdict_on
from parvis.kernel.blocks.queries import between, folding, place_of
from parvis.kernel.blocks.registry import Written, tell_authors
from parvis.kernel.blocks.rules import Fold, Hindrance, Place, is_folded
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import Verdict

__all__ = [
    "Fold",
    "Place",
    "Written",
    "folding",
    "is_folded",
    "is_shut_out",
    "may_meet",
    "may_meet_at",
    "tell_authors",
]


def may_meet(person: Person, place: Place) -> Verdict:
    """Whether somebody may answer what another one did there; asked when they do, not when they look."""
    return verdict_on(between(person, place))


def is_shut_out(person: Person, place: Place) -> bool:
    """Whether it is the other one who keeps this person away: where even a look would meet them."""
    return between(person, place) is Hindrance.OTHER


def may_meet_at(person: Person, subject: str) -> Verdict:
    """The same by the subject alone, whose room says who wrote it."""
    return may_meet(person, place_of(subject))
