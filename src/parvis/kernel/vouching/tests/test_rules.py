"""Who can vouch, and which two do not hang on each other."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as some

from parvis.kernel.vouching.rules import (
    DAYS_KNOWN,
    VOUCHES_A_YEAR,
    Facts,
    Hindrance,
    are_independent,
    hindrance,
    independent_pair,
    needed_by,
    waits_until,
)

GOOD = Facts(
    is_itself=False,
    is_open=True,
    districts=frozenset({"harbour"}),
    district="harbour",
    vouched_for_me=False,
    given_in_a_year=0,
)
PEOPLE = some.integers(1, 7)
GROUNDS = some.dictionaries(
    PEOPLE, some.lists(some.frozensets(PEOPLE, max_size=2), max_size=2), min_size=2, max_size=7
)
PAIRS = some.frozensets(some.integers(1, 6), min_size=2, max_size=2)
VOUCHED_FOR = some.dictionaries(some.integers(4, 7), some.lists(PAIRS, min_size=1, max_size=2), min_size=2)


def reached(grounds, missing):
    """Who would still be confirmed if one person never had been: try every chain to its end."""

    def stands(person, path):
        if person == missing or person in path or person not in grounds:
            return False
        return any(all(stands(each, path | {person}) for each in rests_on) for rests_on in grounds[person])

    return {person for person in grounds if stands(person, frozenset())}


@given(GROUNDS)
def test_somebody_needs_whoever_stands_on_every_chain_that_leads_to_them(grounds):
    needed = needed_by(grounds)
    for each in grounds:
        standing = reached(grounds, each)
        assert {person for person in grounds if each in needed[person]} == set(grounds) - standing


@given(VOUCHED_FOR)
def test_two_are_independent_when_no_single_person_can_bring_both_down(vouched_for):
    grounds = vouched_for | {shown: [frozenset()] for shown in (1, 2, 3)}
    standing = [reached(grounds, missing) for missing in grounds]
    for one, other in combinations(grounds, 2):
        both_fall = any(not {one, other} & each for each in standing)
        assert are_independent(one, other, grounds) != both_fall


@given(some.lists(some.tuples(some.integers(1, 12), some.integers(1, 12)), max_size=40))
def test_two_people_with_a_document_confirm_others_who_confirm_nobody(pairs):
    """Whoever asks, and in whichever order they vouch: what grows out of two is one generation."""
    grounds = {1: [frozenset()], 2: [frozenset()]}
    for number, (one, other) in enumerate(pairs, start=3):
        if are_independent(one, other, grounds):
            grounds[number] = [frozenset({one, other})]
    assert all(rests_on in ([frozenset()], [frozenset({1, 2})]) for rests_on in grounds.values())


@given(GROUNDS, PEOPLE, PEOPLE)
def test_independence_holds_for_both_sides_or_for_none(grounds, one, other):
    assert are_independent(one, other, grounds) == are_independent(other, one, grounds)
    assert not are_independent(one, one, grounds)


@given(GROUNDS, PEOPLE, PEOPLE)
def test_whoever_showed_a_document_is_never_less_independent_for_it(grounds, one, other):
    with_document = {**grounds, one: [*grounds.get(one, []), frozenset()]}
    assert are_independent(one, other, with_document) or not are_independent(one, other, grounds)


@given(some.lists(PEOPLE, unique=True), GROUNDS)
def test_a_pair_is_found_when_there_is_one(vouchers, grounds):
    pair = independent_pair(vouchers, grounds)
    exists = any(are_independent(one, other, grounds) for one in vouchers for other in vouchers)
    assert (pair is not None) == exists
    assert pair is None or are_independent(*pair, grounds)


def test_the_second_may_not_have_been_vouched_for_by_the_first():
    assert not are_independent(1, 2, {1: [frozenset()], 2: [frozenset({1, 3})], 3: [frozenset()]})
    assert are_independent(
        1, 2, {1: [frozenset()], 2: [frozenset({4, 3})], 3: [frozenset()], 4: [frozenset()]}
    )


def test_a_ring_of_friends_stands_on_nothing():
    ring = {1: [frozenset({2, 3})], 2: [frozenset({1, 3})], 3: [frozenset({1, 2})]}
    assert needed_by(ring) == dict.fromkeys(ring, frozenset(ring))


@given(some.dates(date(2026, 1, 1), date(2030, 1, 1)), some.integers(0, 60))
def test_somebody_new_waits_for_a_month_and_is_told_the_day(known_since, days):
    found = waits_until(known_since, known_since + timedelta(days=days))
    assert found == (known_since + timedelta(days=DAYS_KNOWN) if days < DAYS_KNOWN else None)
    assert (hindrance(replace(GOOD, waits_until=found)) is Hindrance.TOO_NEW) == (days < DAYS_KNOWN)


def test_who_has_all_that_it_takes_is_not_hindered():
    assert hindrance(GOOD) is None


@given(some.integers(0, 10))
def test_few_vouches_a_year(given_in_a_year):
    found = hindrance(replace(GOOD, given_in_a_year=given_in_a_year))
    assert (found is Hindrance.TOO_MANY) == (given_in_a_year >= VOUCHES_A_YEAR)


@given(some.booleans(), some.booleans(), some.sampled_from([set(), {"harbour"}, {"hill"}]), some.booleans())
def test_any_one_thing_is_enough_to_hinder(is_itself, is_open, districts, vouched_for_me):
    facts = replace(
        GOOD,
        is_itself=is_itself,
        is_open=is_open,
        districts=frozenset(districts),
        vouched_for_me=vouched_for_me,
    )
    fits = not is_itself and is_open and "harbour" in districts and not vouched_for_me
    assert (hindrance(facts) is None) == fits
