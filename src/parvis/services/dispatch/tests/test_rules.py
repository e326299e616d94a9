"""When to try again, and what an answer means."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.services.dispatch.rules import (
    LONGEST_WAIT,
    OVERLAP,
    Outcome,
    asked_since,
    outcome_of,
    service_code,
    wait_after,
)

MOMENT = datetime(2026, 11, 23, tzinfo=UTC)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_it_is_tried_for_ever_and_never_more_often_than_before(one, other):
    fewer, more = sorted((one, other))
    assert timedelta(minutes=1) <= wait_after(fewer) <= wait_after(more) <= LONGEST_WAIT


@given(st.integers(100, 599))
def test_only_a_refusal_ends_the_tries(status):
    expected = Outcome.SENT if 200 <= status < 300 else Outcome.LATER if status >= 500 else None
    assert expected in (None, outcome_of(status))


@pytest.mark.parametrize("status", [401, 403, 408, 425, 429, 500, 502, 503, 504])
def test_what_passes_is_tried_again(status):
    assert outcome_of(status) is Outcome.LATER


@pytest.mark.parametrize("status", [301, 400, 404, 410, 422])
def test_what_does_not_pass_is_a_refusal(status):
    assert outcome_of(status) is Outcome.REFUSED


def test_a_kind_goes_under_its_own_code_or_that_of_all_others():
    codes = {"street-light": "006", "*": "999"}
    assert [service_code(kind, codes) for kind in ("street-light", "tree")] == ["006", "999"]
    assert service_code("tree", {}) == "tree"


def test_news_is_asked_for_with_an_overlap_and_not_from_before_there_was_anything():
    oldest = MOMENT - timedelta(days=3)
    assert asked_since(None, oldest) == oldest
    assert asked_since(MOMENT, oldest) == MOMENT - OVERLAP
    assert asked_since(oldest, oldest) == oldest
