"""Codes that stand on labels, and what an import keeps of a row. Plain Python."""

from collections.abc import Mapping, Sequence

# The letters and digits that nobody takes for another, on paper or aloud. There are 29, a prime, so that the check
# letter finds every single wrong letter and every two that changed places.
ALPHABET = "23456789abcdefghjkmnpqrstwxyz"
CODE_LETTERS = 6
CODES = len(ALPHABET) ** (CODE_LETTERS - 1)
# Neighbours in the table get codes that look nothing like each other: no common divisor with 29, so none comes twice.
_STRIDE = 12_679_841
_WEIGHTS = tuple(range(2, CODE_LETTERS + 1))
TIED_WITHIN_METRES = 60
FACT_LENGTH = 120


def code_of(number: int) -> str:
    """The code of the asset with this number, five letters and a check letter (weights 2 to 6, modulo 29).

    Each number below `CODES`, some twenty million, has its own; `ValueError` beyond.
    """
    if not 0 <= number < CODES:
        raise ValueError(f"There are {CODES} codes; {number} has none.")
    left = number * _STRIDE % CODES
    digits = []
    for _ in _WEIGHTS:
        left, digit = divmod(left, len(ALPHABET))
        digits.append(digit)
    return "".join(ALPHABET[digit] for digit in (*digits, _check(digits)))


def read_code(text: str) -> str:
    """The code in what somebody typed, with whatever spaces, dashes and capitals; empty where it cannot be one."""
    code = "".join(letter for letter in text.lower() if letter.isalnum())
    if len(code) != CODE_LETTERS or any(letter not in ALPHABET for letter in code):
        return ""
    *digits, check = (ALPHABET.index(letter) for letter in code)
    return code if check == _check(digits) else ""


def spoken(code: str) -> str:
    """The code as it is printed and read out: capitals in two groups of three."""
    return f"{code[:3]}-{code[3:]}".upper()


def _check(digits: Sequence[int]) -> int:
    return sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True)) % len(ALPHABET)


def kept_facts(facts: Mapping[str, str], wanted: Mapping[str, object]) -> dict[str, str]:
    """What a layer keeps of a row: only the columns that it names, short enough to be read on a page."""
    return {name: facts[name][:FACT_LENGTH] for name in wanted if facts.get(name)}
