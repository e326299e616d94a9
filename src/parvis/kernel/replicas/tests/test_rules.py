"""A replica answers only where it has everything, of the same history."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.replicas.rules import Fit, Replayed, Written, fit_of, pauses, position_of

positions = st.integers(0, 2**64 - 1)


def written_as(position):
    return f"{position >> 32:X}/{position & 0xFFFFFFFF:X}"


@given(positions)
def test_a_position_is_read_as_postgresql_writes_it(position):
    assert position_of(written_as(position)) == position


@pytest.mark.parametrize("text", ["", "0", "0/", "/1", "g/1", "0/123456789", "0/1 "])
def test_what_is_no_position_is_refused(text):
    with pytest.raises(ValueError):
        position_of(text)


@given(positions, positions, st.integers(1, 3), st.integers(1, 3), st.booleans(), st.booleans())
def test_it_is_ready_only_with_everything_of_the_same_history(wanted, has, ours, its, follows, streams):
    fit = fit_of(Written(ours, wanted), Replayed(follows, streams, its, has))
    assert (fit is Fit.READY) == (follows and streams and ours == its and has >= wanted)
    assert (fit is Fit.LATE) == (follows and streams and ours == its and has < wanted)


@given(st.floats(0, 10))
def test_the_pauses_grow_and_last_no_longer_than_patience(patience):
    found = list(pauses(patience))
    assert sum(found) == pytest.approx(patience)
    assert found[:-1] == sorted(found[:-1])
    assert len(found) < 20
