"""Codes on paper: how they look, how often they may be tried, how long they open. Plain Python."""

import hashlib
import hmac
import secrets
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum

# Read off paper and typed on a phone: no 0/o, 1/l/i, u, which look alike.
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
LETTERS = 8
TRIES = 5
DAYS_OPEN = 30
LETTERS_A_YEAR = 3
# A large family, or one flat with another after it; whoever comes after them shows a document instead.
LETTERS_TO_AN_ADDRESS = 6


class State(StrEnum):
    """Where a letter is: asked for, on its way, or over."""

    ASKED = "asked"
    PRINTED = "printed"
    OVER = "over"


def new_code() -> str:
    """A code in two groups: 30^8 ≈ 6.6e11 of them, five of which may be tried."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
    return f"{code[:4]}-{code[4:]}"


def bare(typed: str) -> str:
    """What somebody typed without what does not matter: capitals, gaps, the stroke between the groups."""
    return "".join(each for each in typed.lower() if each.isalnum())


def digest(key: str, letter: str, code: str) -> str:
    """What is kept of a code. Keyed, because a thief of the table alone could try all codes in an hour."""
    return hmac.new(key.encode(), f"{letter}:{bare(code)}".encode(), hashlib.sha256).hexdigest()


def address_digest(key: str, address: str) -> str:
    """By what another letter to the same address is known when the address is forgotten: however it is written, with
    or without capitals, accents, commas and lines. Keyed, because all addresses of a city are soon tried."""
    plain = bare(unicodedata.normalize("NFKD", address).casefold())
    return hmac.new(key.encode(), f"address:{plain}".encode(), hashlib.sha256).hexdigest()


def fits(key: str, letter: str, typed: str, kept: str) -> bool:
    """True when this was the code of this letter; takes as long for any wrong one."""
    return bool(kept) and hmac.compare_digest(digest(key, letter, typed), kept)


def ends(asked: datetime, printed: datetime | None) -> datetime:
    """The moment at which a letter is over: so long after it was printed, or was asked for and never was."""
    return (printed or asked) + timedelta(days=DAYS_OPEN)


def state(asked: datetime, printed: datetime | None, ended: datetime | None, moment: datetime) -> State:
    """Where a letter is at that moment."""
    if ended is not None or moment >= ends(asked, printed):
        return State.OVER
    return State.ASKED if printed is None else State.PRINTED


def tries_left(tries: int) -> int:
    """How many more wrong codes a letter bears."""
    return max(0, TRIES - tries)
