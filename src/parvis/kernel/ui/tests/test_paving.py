"""The square: every contribution lays one stone, and the same journal makes the same square."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.ui.paving import LARGE, MEDIUM, PATTERNS, QUESTIONS, SMALL, interleave, pave

runs = st.lists(st.tuples(st.sampled_from([*QUESTIONS, ""]), st.integers(0, 40)), max_size=30)


def laid(paving, question=None):
    """How many stones lie in a square, of one question or of all."""
    return sum(
        layer.path.count("M")
        for layer in paving.layers
        if layer.question and question in (None, layer.question)
    )


@given(runs)
def test_the_same_journal_makes_the_same_square(journal):
    assert pave(journal, SMALL) == pave(list(journal), SMALL)


@given(runs)
def test_the_square_never_gains_or_loses_a_stone(journal):
    empty = sum(layer.path.count("M") for layer in pave([], SMALL).layers)
    assert sum(layer.path.count("M") for layer in pave(journal, SMALL).layers) == empty


@given(runs)
def test_each_contribution_lays_one_stone_while_there_is_room(journal):
    paving = pave(journal, LARGE)
    if paving.each == 1:
        for question in QUESTIONS:
            assert laid(paving, question) == paving.counts[question]


@given(st.dictionaries(st.sampled_from(QUESTIONS), st.integers(0, 3000), min_size=1))
def test_when_the_square_is_full_the_colours_keep_their_shares(counts):
    paving = pave(interleave(counts), SMALL)
    for question in QUESTIONS:
        assert abs(laid(paving, question) - paving.counts[question] / paving.each) <= len(QUESTIONS)


@pytest.mark.parametrize(
    ("contributions", "each"),
    [(0, 1), (1, 1), (117, 1), (118, 2), (234, 2), (235, 5), (600, 10), (1_000_000, 10_000)],
)
def test_one_stone_stands_for_a_round_number(contributions, each):
    assert pave([("saw", contributions)], SMALL).each == each


def test_the_first_stones_lie_in_the_middle():
    first = next(layer for layer in pave([("help", 1)], LARGE).layers if layer.question == "help")
    x, y = map(float, re.match(r"M([\d.]+) ([\d.]+)", first.path).groups())
    assert abs(x - LARGE.side / 2) < LARGE.ring
    assert abs(y - LARGE.side / 2) < LARGE.ring


def test_the_newest_stone_has_the_colour_of_the_last_contribution():
    assert pave([("saw", 4), ("say", 1)], MEDIUM).newest.question == "say"


def test_an_empty_square_waits_without_a_newest_stone():
    paving = pave([], MEDIUM)
    assert paving.newest is None
    assert {layer.question for layer in paving.layers} == {""}


def test_what_belongs_to_no_question_lays_no_stone():
    assert pave([("", 9), ("saw", 2)], SMALL).contributions == 2


@given(st.dictionaries(st.sampled_from(QUESTIONS), st.integers(0, 60)))
def test_an_unknown_order_is_spread_evenly(counts):
    order = [question for question, _ in interleave(counts)]
    assert {question: order.count(question) for question in counts} == counts
    half = order[: len(order) // 2]
    for question, count in counts.items():
        assert abs(half.count(question) - count * len(half) / max(1, len(order))) <= 2


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_stones_keep_to_their_square(pattern):
    numbers = [
        float(number)
        for layer in pave([], pattern).layers
        for start in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", layer.path)
        for number in start
    ]
    assert min(numbers) > -pattern.ring
    assert max(numbers) < pattern.side + pattern.ring
