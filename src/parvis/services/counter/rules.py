"""The code that makes a report yours: how it is made, checked and read aloud. Plain Python."""

import unicodedata
from datetime import timedelta

# Crockford's Base32: no I, L, O, U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS = 9  # of five bits each; the check letter comes after them
CODE_LIVES = timedelta(days=180)
SHEET_LIVES = timedelta(days=730)
SHEETS_AT_MOST = 50
DAYS_UNTIL_UNCONFIRMED_GO = 14
_LOOK_ALIKE = str.maketrans("OIL", "011")
_FIELD = 0b100101  # x⁵ + x² + 1, primitive: its powers run through all of GF(32) but zero


def code_from(seed: bytes) -> str:
    """The code of these bytes, at least six of them: 45 bits and a check letter."""
    number = int.from_bytes(seed[:6])
    letters = [number >> (5 * place) & 31 for place in range(LETTERS)]
    return "".join(ALPHABET[each] for each in [*letters, _check(letters)])


def read_code(text: str) -> str | None:
    """The code in what somebody typed or was told; None when a letter of it must be wrong.

    Small letters, gaps, digits of any script and letters that look like digits do not matter.
    """
    plain = "".join(_plain(letter) for letter in text.upper()).translate(_LOOK_ALIKE)
    if len(plain) != LETTERS + 1 or not set(plain) <= set(ALPHABET):
        return None
    *letters, check = (ALPHABET.index(each) for each in plain)
    return plain if _check(letters) == check else None


def in_groups(code: str) -> str:
    """The code as it is shown and read aloud: two groups of five."""
    return f"{code[:5]}-{code[5:]}"


def _plain(letter: str) -> str:
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    return letter if letter.isalnum() else ""


def _check(letters: list[int]) -> int:
    """A polynomial over GF(32), read at its generator: a letter has another weight at each place. So no single wrong
    letter and no two swapped ones, wherever they stand, leave the sum as it was."""
    total = 0
    for each in letters:
        total = _doubled(total ^ each)
    return total


def _doubled(number: int) -> int:
    number <<= 1
    return number ^ _FIELD if number & 32 else number
