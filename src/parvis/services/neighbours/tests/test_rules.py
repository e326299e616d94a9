"""Jobs added up."""

from hypothesis import given
from hypothesis import strategies as st

from parvis.services.neighbours.rules import FIGURES, Total, totals

COUNTS = st.integers(0, 50)
ROWS = st.lists(st.builds(Total, st.sampled_from("abc"), COUNTS, COUNTS, COUNTS, COUNTS, COUNTS))


@given(ROWS)
def test_nothing_is_lost_and_nothing_counted_twice(rows):
    found = totals(rows, lambda row: row.name)
    assert {each.name for each in found} == {each.name for each in rows}
    for figure in FIGURES:
        assert sum(getattr(each, figure) for each in found) == sum(getattr(each, figure) for each in rows)


@given(ROWS)
def test_who_gave_most_minutes_stands_first(rows):
    given_minutes = [each.given for each in totals(rows, lambda row: row.name)]
    assert given_minutes == sorted(given_minutes, reverse=True)
