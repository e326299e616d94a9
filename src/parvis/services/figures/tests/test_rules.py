"""Months, classes and shares."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from parvis.services.figures.rules import CLASSES, FEWEST, class_of, classes, month_of, number_of, percent


@given(st.dates(min_value=date(1, 1, 1)))
def test_a_month_and_its_number_are_the_same_thing(day):
    assert month_of(number_of(day)) == day.replace(day=1)


@given(st.integers(12, 100_000))
def test_one_more_is_the_next_month(number):
    assert 28 <= (month_of(number + 1) - month_of(number)).days <= 31


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_more_reports_are_never_a_lower_class(one, other):
    assert (class_of(one) <= class_of(other)) or one > other


@given(st.integers(0, 10_000))
def test_a_count_lies_in_the_class_that_the_legend_says(reports):
    found = class_of(reports)
    assert (found == 0) == (reports < FEWEST)
    if found:
        start, end = classes()[found - 1]
        assert start <= reports <= (end or reports)


def test_the_classes_leave_nothing_out():
    assert [start for start, _end in classes()] == list(CLASSES)
    assert all(
        end + 1 == following for (_s, end), (following, _e) in zip(classes(), classes()[1:], strict=False)
    )


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_share_is_never_flattered(part, whole):
    assert percent(part, whole) * whole <= 100 * part
    assert percent(part, 0) is None
