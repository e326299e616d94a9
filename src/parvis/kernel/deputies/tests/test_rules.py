"""A right never grows by being lent."""

from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.deputies.rules import can_lend
from parvis.kernel.people.rules import Role

ROLES = st.sampled_from(list(Role))


@given(ROLES, ROLES)
def test_nobody_lends_more_than_they_have(own, asked):
    assert can_lend(own, asked) == (asked in own.includes)
    assert not can_lend(None, asked)
    assert own.at_most(asked) in own.includes
    assert own.at_most(asked) in asked.includes
