"""Nothing that a city sets, lends or signs twice makes a reserved verb easier."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.control.rules import (
    Reserved,
    Standing,
    Weight,
    Wish,
    can_lend,
    is_signed,
    offices_for,
    tightened,
)
from parvis.kernel.people.rules import Role

ROLES = st.sampled_from(list(Role))
RESERVED = st.builds(
    Reserved,
    st.just("streets.rule.changed"),
    st.sampled_from(list(Weight)),
    ROLES,
    st.booleans(),
    st.sampled_from([1, 2]),
)
WISHES = st.builds(Wish, st.sampled_from([1, 2]), ROLES)
NAMES = st.sampled_from(["anna", "ben", "cleo"])
STANDINGS = st.lists(
    st.builds(Standing, st.integers(1, 3), ROLES, st.booleans(), st.one_of(st.just(""), NAMES)), max_size=4
)


@given(RESERVED, WISHES, STANDINGS, st.lists(NAMES, max_size=3))
def test_whoever_may_under_a_stricter_city_may_under_the_module_too(reserved, wish, standings, signers):
    stricter = tightened(reserved, wish)
    assert set(offices_for(stricter, standings)) <= set(offices_for(reserved, standings))
    assert is_signed(reserved, signers) or not is_signed(stricter, signers)
    assert stricter.desk == reserved.desk
    assert stricter.weight is reserved.weight


@given(RESERVED, WISHES, WISHES)
def test_wishes_add_up_in_any_order_and_once_is_enough(reserved, one, other):
    both = tightened(tightened(reserved, one), other)
    assert both == tightened(tightened(reserved, other), one) == tightened(both, one)


@given(RESERVED, STANDINGS)
def test_an_office_decides_only_with_the_named_role_and_at_the_desk_where_that_is_asked(reserved, standings):
    allowed = set(offices_for(reserved, standings))
    for office in {each.office for each in standings}:
        here = [each for each in standings if each.office == office]
        plainly = any(
            list(Role).index(each.role) >= list(Role).index(reserved.role)
            and (each.is_desk or not reserved.desk)
            for each in here
        )
        assert (office in allowed) == plainly


@given(RESERVED, STANDINGS, NAMES)
def test_a_lent_role_never_signs_second_for_its_lender(reserved, standings, first):
    lent = [each for each in standings if each.lender == first]
    others = [each for each in standings if each.lender != first]
    assert offices_for(reserved, [*lent, *others], first) == offices_for(reserved, others)


@given(st.lists(NAMES, max_size=5))
def test_one_person_signing_often_has_signed_once(signers):
    two = Reserved("streets.rule.changed", signatures=2)
    assert is_signed(two, signers) == (len(set(signers)) > 1)


@given(ROLES, ROLES)
def test_nobody_lends_more_than_they_have(own, asked):
    assert can_lend(own, asked) == (asked in own.includes)
    assert not can_lend(None, asked)
    assert own.at_most(asked) in own.includes
    assert own.at_most(asked) in asked.includes


def test_three_signatures_cannot_be_asked_for():
    with pytest.raises(ValueError, match="one or two"):
        Reserved("streets.rule.changed", signatures=3)
