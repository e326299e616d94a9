"""For how long an endorsement holds, and what it may be called."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from parvis.kernel.endorsements.rules import DAYS_AT_MOST, DAYS_BEFORE, is_to_be_told, until, whole_names

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


@given(some.integers(-10, 10_000))
def test_it_holds_at_least_a_day_and_never_more_than_five_years(days):
    assert NOON + timedelta(days=1) <= until(days, NOON) <= NOON + timedelta(days=DAYS_AT_MOST)


@given(some.integers(-60, 60))
def test_people_hear_of_the_end_once_in_the_last_month(days):
    assert is_to_be_told(NOON + timedelta(days=days), None, NOON) == (0 < days <= DAYS_BEFORE)
    assert not is_to_be_told(NOON + timedelta(days=days), NOON, NOON)


@given(some.dictionaries(some.sampled_from(["en", "fr", "ar"]), some.text(max_size=5)))
def test_a_name_in_the_language_of_the_house_must_be_there_and_empty_ones_go(names):
    if names.get("en", "").strip():
        assert all(each == each.strip() != "" for each in whole_names(names, "en").values())
    else:
        with pytest.raises(ValueError, match="en"):
            whole_names(names, "en")
