"""Who can vouch for whom, and which two are independent of each other. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

VOUCHES_A_YEAR = 3
DAYS_OPEN = 60
# How long somebody was known before they vouch: what was false has time to come out, and no chain grows in a week.
DAYS_KNOWN = 30

# What somebody's confirmations rest on: for each one the people who vouched; an empty set where nobody had to.
type Grounds = Mapping[int, Iterable[frozenset[int]]]


class Hindrance(StrEnum):
    """Why somebody cannot vouch."""

    ITSELF = "itself"
    OVER = "over"
    UNKNOWN = "unknown"
    TOO_NEW = "too_new"
    ELSEWHERE = "elsewhere"
    IN_RETURN = "in_return"
    TOO_MANY = "too_many"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of somebody who wants to vouch: their districts, and what stands between the two.

    `waits_until`: the day from which they can vouch, where they were not known for long; `are_apart`: one keeps the
    other at a distance.
    """

    is_itself: bool
    is_open: bool
    districts: frozenset[str]
    district: str
    vouched_for_me: bool
    given_in_a_year: int
    waits_until: date | None = None
    are_apart: bool = False


def hindrance(facts: Facts) -> Hindrance | None:
    """The first thing in the way; None where nothing is."""
    checks = (
        (facts.is_itself, Hindrance.ITSELF),
        (not facts.is_open, Hindrance.OVER),
        (not facts.districts, Hindrance.UNKNOWN),
        (facts.district not in facts.districts, Hindrance.ELSEWHERE),
        (facts.vouched_for_me, Hindrance.IN_RETURN),
        (facts.waits_until is not None, Hindrance.TOO_NEW),
        (facts.given_in_a_year >= VOUCHES_A_YEAR, Hindrance.TOO_MANY),
        # Last: whoever could not vouch anyway is told why, and not this.
        (facts.are_apart, Hindrance.APART),
    )
    return next((each for is_so, each in checks if is_so), None)


def waits_until(known_since: date, today: date) -> date | None:
    """The day from which somebody can vouch; None when it has come."""
    first = known_since + timedelta(days=DAYS_KNOWN)
    return first if first > today else None


def needed_by(grounds: Grounds) -> dict[int, frozenset[int]]:
    """For each person those without whom they would not be confirmed, themselves among them.

    One confirmation needs all who vouched, and whoever these need; somebody confirmed in several ways needs only whom
    all of them need. Narrowed down from everybody, so that a circle of people who vouched for each other needs
    everybody: it stands on nothing.
    """
    everybody = frozenset(grounds)
    needed = dict.fromkeys(grounds, everybody)
    while True:
        narrower = {
            person: _whom_all_need(rests_on, needed, everybody) | {person}
            for person, rests_on in grounds.items()
        }
        if narrower == needed:
            return needed
        needed = narrower


def are_independent(one: int, other: int, grounds: Grounds) -> bool:
    """True when nobody is needed by both: neither one of the two by the other, nor a third person by both."""
    return independent_pair((one, other), grounds) is not None


def independent_pair(vouchers: Iterable[int], grounds: Grounds) -> tuple[int, int] | None:
    """The first two, in the order given, whom no single person can bring down together; None where there are none."""
    needed = needed_by(grounds)
    pairs = combinations((each for each in vouchers if each in needed), 2)
    return next(((one, other) for one, other in pairs if needed[one].isdisjoint(needed[other])), None)


def _whom_all_need(
    rests_on: Iterable[frozenset[int]], needed: Mapping[int, frozenset[int]], everybody: frozenset[int]
) -> frozenset[int]:
    each_needs = (
        frozenset[int]().union(*(needed.get(voucher, everybody) for voucher in vouchers))
        for vouchers in rests_on
    )
    return everybody.intersection(*each_needs)
