"""What is true about taking away and counting."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parvis.kernel.trust.rules import CUT, PassageError, joined, spans_of, without
from parvis.services.moderation.rules import (
    Taking,
    Tally,
    passages_in,
    total_of,
)

WORDS = st.text(alphabet="ab ü\nع", min_size=1, max_size=40)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted), max_size=5)


@given(WORDS, st.data())
def test_no_letter_of_a_passage_stands_where_it_was_cut(words, data):
    start = data.draw(st.integers(0, len(words) - 1))
    passage = words[start : data.draw(st.integers(start + 1, len(words)))]
    spans = spans_of(words, [passage])
    cut = {at for begin, end in spans for at in range(begin, end)}
    left = "".join(letter for at, letter in enumerate(words) if at not in cut)
    assert without(words, spans).replace(CUT, "") == left
    assert all(words[begin:end].startswith(passage) for begin, end in spans)


@given(WORDS, st.data())
def test_every_place_where_a_passage_stands_is_cut(words, data):
    start = data.draw(st.integers(0, len(words) - 1))
    passage = words[start : data.draw(st.integers(start + 1, len(words)))]
    shown = without(words, spans_of(words, [passage]))
    assert all(passage not in piece for piece in shown.split(CUT))


@given(SPANS)
def test_joined_spans_are_the_same_letters_in_order_and_apart(spans):
    whole = joined(spans)
    assert {at for begin, end in spans for at in range(begin, end)} == {
        at for begin, end in whole for at in range(begin, end)
    }
    assert all(before[1] < after[0] for before, after in pairwise(whole))


@given(WORDS, WORDS)
def test_words_that_stand_nowhere_are_refused(words, passage):
    assume(passage not in words)
    with pytest.raises(PassageError) as refused:
        spans_of(words, [passage])
    assert refused.value.passage == passage


def test_nothing_cut_leaves_the_words_as_they_are():
    assert without("It is dark.", []) == "It is dark."
    with pytest.raises(PassageError):
        spans_of("It is dark.", [""])


def test_passages_are_lines_each_once():
    assert passages_in("  Jo Miller \r\n\n617 555\nJo Miller") == ("Jo Miller", "617 555")
    assert Taking().is_nothing
    assert not Taking(photos=("abc",)).is_nothing


def test_counts_add_up():
    assert total_of([Tally("spam", 1, 2, 3), Tally("hate", 1, 0, 0, given_back=1)]) == Tally(
        "", 2, 2, 3, given_back=1
    )
    assert Tally("spam", 1, 2, 3).all == 6
