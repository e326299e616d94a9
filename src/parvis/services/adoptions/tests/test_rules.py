"""How much one person may look after."""

from hypothesis import given
from hypothesis import strategies as st

from parvis.services.adoptions.rules import AT_MOST, may_take_another


@given(st.integers(0, 100))
def test_nobody_looks_after_more_than_a_few(having):
    assert may_take_another(having) == (having < AT_MOST)
