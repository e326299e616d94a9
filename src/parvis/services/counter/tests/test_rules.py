"""A code survives being read aloud and typed by hand, and a mistake in it is noticed."""

from hypothesis import assume, given
from hypothesis import strategies as st

from parvis.services.counter.rules import ALPHABET, LETTERS, code_from, in_groups, read_code

codes = st.binary(min_size=6, max_size=32).map(code_from)
places = st.integers(0, LETTERS)


@given(codes)
def test_a_code_is_read_as_it_was_made(code):
    assert len(code) == LETTERS + 1
    assert read_code(code) == code
    assert read_code(in_groups(code)) == code


@given(codes, st.sampled_from([" ", "-", ".", " - "]))
def test_small_letters_and_gaps_do_not_matter(code, gap):
    assert read_code(gap.join(code.lower())) == code


@given(codes)
def test_letters_that_look_like_digits_are_read_as_digits(code):
    assert read_code(code.replace("0", "o").replace("1", "I")) == code
    assert read_code(code.replace("1", "l")) == code


@given(codes)
def test_arabic_digits_are_digits(code):
    assert read_code(code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))) == code


@given(codes, places, st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_always_noticed(code, place, letter):
    assume(code[place] != letter)
    assert read_code(code[:place] + letter + code[place + 1 :]) is None


@given(codes, places, places)
def test_two_swapped_letters_are_always_noticed(code, one, other):
    assume(code[one] != code[other])
    letters = list(code)
    letters[one], letters[other] = letters[other], letters[one]
    assert read_code("".join(letters)) is None


@given(st.text())
def test_whatever_is_typed_is_a_code_or_none(text):
    found = read_code(text)
    assert found is None or read_code(found) == found


@given(codes, st.integers(0, LETTERS))
def test_a_letter_too_few_or_too_many_is_noticed(code, place):
    assert read_code(code[:place] + code[place + 1 :]) is None
    assert read_code(code + code[place]) is None


def test_the_letter_that_the_alphabet_leaves_out_is_no_letter():
    assert read_code("U" * (LETTERS + 1)) is None
