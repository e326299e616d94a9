"""Nothing that a city sets, lends or signs twice makes a reserved verb easier."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.control.rules import (
    Reserved,
    Standing,
    Weight,
    Wish,
    fitting,
    fitting_after,
    is_signed,
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
    st.builds(Standing, st.integers(1, 3), ROLES, st.booleans(), st.booleans(), NAMES), max_size=4
)


def offices(standings):
    return {each.office for each in standings}


@given(RESERVED, WISHES, STANDINGS, st.lists(NAMES, max_size=3))
def test_whoever_may_under_a_stricter_city_may_under_the_module_too(reserved, wish, standings, signers):
    stricter = tightened(reserved, wish)
    assert offices(fitting(stricter, standings)) <= offices(fitting(reserved, standings))
    assert is_signed(reserved, signers) or not is_signed(stricter, signers)
    assert stricter.desk == reserved.desk
    assert stricter.weight is reserved.weight


@given(RESERVED, WISHES, WISHES)
def test_wishes_add_up_in_any_order_and_once_is_enough(reserved, one, other):
    both = tightened(tightened(reserved, one), other)
    assert both == tightened(tightened(reserved, other), one) == tightened(both, one)


@given(RESERVED, STANDINGS)
def test_an_office_decides_only_with_the_named_role_and_at_the_desk_where_that_is_asked(reserved, standings):
    allowed = offices(fitting(reserved, standings))
    for office in offices(standings):
        here = [each for each in standings if each.office == office]
        plainly = any(
            list(Role).index(each.role) >= list(Role).index(reserved.role)
            and (each.is_desk or not reserved.desk)
            and (not each.is_partner or reserved.weight is Weight.CASE)
            for each in here
        )
        assert (office in allowed) == plainly


@given(RESERVED, STANDINGS, STANDINGS)
def test_two_sign_only_by_the_rights_of_two(reserved, first, second):
    """The oracle: every pair of a right of the first and a right of the second, looked at one by one."""
    pairs = [(one, two) for one in fitting(reserved, first) for two in fitting(reserved, second)]
    allowed = [two for one, two in pairs if one.holder != two.holder]
    assert offices(fitting_after(reserved, second, first)) == offices(allowed)


@given(st.lists(NAMES, max_size=5))
def test_one_person_signing_often_has_signed_once(signers):
    two = Reserved("streets.rule.changed", signatures=2)
    assert is_signed(two, signers) == (len(set(signers)) > 1)


def test_three_signatures_cannot_be_asked_for():
    with pytest.raises(ValueError, match="one or two"):
        Reserved("streets.rule.changed", signatures=3)
