"""Codes on paper, and how long they open."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from parvis.kernel.postal.rules import (
    ALPHABET,
    DAYS_OPEN,
    LETTERS,
    TRIES,
    State,
    address_digest,
    bare,
    digest,
    ends,
    fits,
    new_code,
    state,
    tries_left,
)

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
SPANS = some.timedeltas(timedelta(0), timedelta(days=90))


def test_a_code_can_be_read_off_paper():
    code = new_code()
    assert len(bare(code)) == LETTERS
    assert set(bare(code)) <= set(ALPHABET)
    assert not set(ALPHABET) & set("01oilu")
    assert new_code() != code


@given(
    some.text(ALPHABET, min_size=LETTERS, max_size=LETTERS), some.sampled_from([" ", "-", "\u200f", " – "])
)
def test_how_it_is_typed_does_not_matter_and_what_is_typed_does(code, between):
    kept = digest("key", "letter", code)
    assert fits("key", "letter", f" {code[:4].upper()}{between}{code[4:]}", kept)
    other = code[:-1] + ("2" if code[-1] != "2" else "3")
    assert not fits("key", "letter", other, kept)
    assert not fits("key", "another letter", code, kept)
    assert not fits("another key", "letter", code, kept)
    assert not fits("key", "letter", code, "")
    assert bare(code) not in kept


@pytest.mark.parametrize(
    "same",
    [
        "12 rue des Ecoles, Port-Ville",
        "12, Rue des\u00a0ÉCOLES\r\nPort Ville",
        "12 Rue des E\u0301coles\nPortVille",
    ],
)
def test_how_an_address_is_written_does_not_matter_and_what_is_written_does(same):
    kept = address_digest("key", "12 Rue des Écoles\nPort-Ville")
    assert address_digest("key", same) == kept
    assert address_digest("key", "13 Rue des Écoles\nPort-Ville") != kept
    assert address_digest("another key", same) != kept


@given(SPANS, some.none() | SPANS, SPANS)
def test_a_letter_is_over_thirty_days_after_it_was_printed_and_never_earlier(since_asked, to_print, later):
    asked, printed = NOON, None if to_print is None else NOON + to_print
    moment = (printed or asked) + later
    found = state(asked, printed, None, moment)
    assert (found is State.OVER) == (later >= timedelta(days=DAYS_OPEN))
    assert found is State.OVER or (found is State.PRINTED) == (printed is not None)
    assert state(asked, printed, moment, moment) is State.OVER
    assert ends(asked, printed) > asked


@given(some.integers(0, 20))
def test_tries_are_never_less_than_none(tries):
    assert 0 <= tries_left(tries) <= TRIES
    assert tries_left(tries + 1) <= tries_left(tries)
