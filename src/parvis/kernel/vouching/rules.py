"""Who can vouch for whom, and which two are independent of each other. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

VOUCHES_A_YEAR = 3
DAYS_OPEN = 60

# What somebody's confirmations rest on: for each one the people who vouched; an empty set where nobody had to.
type Grounds = Mapping[int, Iterable[frozenset[int]]]


class Hindrance(StrEnum):
    """Why somebody cannot vouch."""

    ITSELF = "itself"
    OVER = "over"
    UNKNOWN = "unknown"
    ELSEWHERE = "elsewhere"
    IN_RETURN = "in_return"
    TOO_MANY = "too_many"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of somebody who wants to vouch: their districts, and what stands between the two.

    `are_apart`: one keeps the other at a distance.
    """

    is_itself: bool
    is_open: bool
    districts: frozenset[str]
    district: str
    vouched_for_me: bool
    given_in_a_year: int
    are_apart: bool = False


def hindrance(facts: Facts) -> Hindrance | None:
    """The first thing in the way; None where nothing is."""
    checks = (
        (facts.is_itself, Hindrance.ITSELF),
        (not facts.is_open, Hindrance.OVER),
        (not facts.districts, Hindrance.UNKNOWN),
        (facts.district not in facts.districts, Hindrance.ELSEWHERE),
        (facts.vouched_for_me, Hindrance.IN_RETURN),
        (facts.given_in_a_year >= VOUCHES_A_YEAR, Hindrance.TOO_MANY),
        # Last: whoever could not vouch anyway is told why, and not this.
        (facts.are_apart, Hindrance.APART),
    )
    return next((each for is_so, each in checks if is_so), None)


def standing_without(grounds: Grounds, missing: int) -> frozenset[int]:
    """Who would still be confirmed if one person never had been: grown from those who need nobody.

    A circle of people who vouched for each other stands on nothing, and does not stand.
    """
    standing: set[int] = set()
    while new := {
        person
        for person, rests_on in grounds.items()
        if person != missing and person not in standing and any(each <= standing for each in rests_on)
    }:
        standing |= new
    return frozenset(standing)


def are_independent(one: int, other: int, grounds: Grounds) -> bool:
    """True when each of the two would be confirmed without the other."""
    return (
        one != other and one in standing_without(grounds, other) and other in standing_without(grounds, one)
    )


def independent_pair(vouchers: Iterable[int], grounds: Grounds) -> tuple[int, int] | None:
    """The first two, in the order given, who do not hang on each other; None where there are none."""
    pairs = ((one, other) for one, other in combinations(vouchers, 2))
    return next((pair for pair in pairs if are_independent(*pair, grounds)), None)
