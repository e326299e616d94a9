"""Codes that nobody mistypes into another's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.services.assets.rules import ALPHABET, CODES, code_of, kept_facts, read_code, spoken

NUMBERS = st.integers(0, CODES - 1)


@given(NUMBERS)
def test_a_code_is_read_as_it_is_printed_and_however_it_is_typed(number):
    code = code_of(number)
    for typed in (code, spoken(code), code.upper(), f" {code[:2]} {code[2:]} ", spoken(code).lower()):
        assert read_code(typed) == code


@given(st.sets(NUMBERS, min_size=2, max_size=50))
def test_no_two_numbers_share_a_code(numbers):
    assert len({code_of(number) for number in numbers}) == len(numbers)


@given(NUMBERS, st.integers(0, 5), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(number, place, letter):
    code = code_of(number)
    wrong = code[:place] + letter + code[place + 1 :]
    assert read_code(wrong) == (code if wrong == code else "")


@given(NUMBERS, st.integers(0, 4))
def test_two_letters_that_changed_places_are_noticed(number, place):
    code = code_of(number)
    turned = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert read_code(turned) == (code if turned == code else "")


@given(st.integers(0, CODES - 2))
def test_neighbours_in_the_table_look_different(number):
    pairs = zip(code_of(number), code_of(number + 1), strict=True)
    assert sum(one != other for one, other in pairs) >= 3


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_code_or_nothing(text):
    assert read_code(text) in {"", "".join(each for each in text.lower() if each.isalnum())}


@pytest.mark.parametrize("number", [-1, CODES])
def test_a_number_beyond_the_codes_is_refused(number):
    with pytest.raises(ValueError, match="has none"):
        code_of(number)


def test_only_named_columns_are_kept_and_none_is_endless():
    facts = {"kind": "LED" * 100, "owner": "Jane Doe", "height": ""}
    assert kept_facts(facts, {"kind": {}, "height": {}}) == {"kind": ("LED" * 100)[:120]}
