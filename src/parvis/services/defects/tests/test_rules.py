"""What is true about choices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.services.defects.rules import Kind, fits, is_offered, longest, tidied


@given(st.dictionaries(st.sampled_from(["en", "fr", "ar"]), st.text()))
def test_tidied_texts_are_tidy_and_none_is_empty(texts):
    assert tidied(tidied(texts)) == tidied(texts)
    assert all(tidied(texts).values())


@pytest.mark.parametrize(
    ("kind", "category", "outcome", "fitting"),
    [
        (Kind.PRIORITY, "", "", True),
        (Kind.PRIORITY, "tree", "", False),
        (Kind.PRIORITY, "", "done", False),
        (Kind.DEFECT, "tree", "", True),
        (Kind.DEFECT, "", "done", False),
        (Kind.PHRASE, "tree", "done", True),
    ],
)
def test_a_priority_is_for_all_a_defect_for_a_category_words_for_both(kind, category, outcome, fitting):
    assert fits(kind, category, outcome) is fitting


def test_what_is_for_all_is_offered_everywhere():
    assert is_offered("", "tree")
    assert is_offered("tree", "tree")
    assert not is_offered("tree", "lamp")


def test_names_are_short_and_words_may_be_long():
    assert longest(Kind.PHRASE) > longest(Kind.DEFECT) == longest(Kind.PRIORITY)
