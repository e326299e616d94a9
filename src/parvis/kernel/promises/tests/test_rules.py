"""What a promise is at a moment, and the order in which offices take over."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.chains import chain_of, next_holder
from parvis.kernel.promises.rules import Outcome, outcome

DUE = datetime(2026, 5, 8, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("answered", "paused", "withdrawn", "at", "expected"),
    [
        (None, False, False, DUE, Outcome.RUNNING),
        (None, False, False, DUE + timedelta(seconds=1), Outcome.BROKEN),
        (DUE, False, False, DUE, Outcome.KEPT),
        (DUE + timedelta(seconds=1), False, False, DUE + timedelta(days=1), Outcome.BROKEN),
        (DUE + timedelta(days=2), False, False, DUE - timedelta(days=1), Outcome.RUNNING),
        (None, True, False, DUE + timedelta(days=9), Outcome.PAUSED),
        (DUE, True, True, DUE, Outcome.WITHDRAWN),
    ],
)
def test_what_a_promise_is_at_a_moment(answered, paused, withdrawn, at, expected):
    assert outcome(due=DUE, answered=answered, paused=paused, withdrawn=withdrawn, at=at) is expected


@given(st.integers(1, 9), st.lists(st.integers(1, 9), max_size=5), st.integers(1, 9))
def test_every_chain_begins_with_the_owner_and_ends_at_the_desk(owner, parents, desk):
    chain = chain_of(owner, parents, desk)
    assert chain[-1] == desk
    assert chain[0] == owner
    assert len(set(chain)) == len(chain)
    holder, steps = chain[0], 0
    while (following := next_holder(chain, holder)) is not None:
        holder, steps = following, steps + 1
    assert holder == desk
    assert steps == len(chain) - 1
