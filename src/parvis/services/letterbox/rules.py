"""Where replies go, and what becomes of a message. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum

ASKED_AT_MOST = 3
DAYS_TO_REPLY = 90
DAYS_KEPT = 90
DAYS_HELD = 365
_REPORT_LETTERS, _PERSON_LETTERS, _DAY_LETTERS, LETTER_LETTERS, PROOF_LETTERS = 8, 10, 5, 10, 16


class State(StrEnum):
    """What became of a letter. HELD waits for somebody's eyes, ASKED for its sender's answer."""

    OPENED = "opened"
    WRITTEN = "written"
    ASKED = "asked"
    HELD = "held"
    SETTLED = "settled"
    IGNORED = "ignored"


class Reason(StrEnum):
    """Why somebody of the city must look at a letter."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    NO_SENDER = "no_sender"
    OTHER_SENDER = "other_sender"
    NO_WORDS = "no_words"
    NO_PLACE = "no_place"
    TOO_MANY = "too_many"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a signed address says: a person's words about a report, made on a day; the answer to a letter of ours; or
    what another room wrote into a slot of its own (one small letter)."""

    report: str = ""
    person: str = ""
    day: int = 0
    letter: str = ""
    slot: str = ""
    about: str = ""

    @property
    def plain(self) -> str:
        """What is signed: small letters and digits, because mail servers may fold capitals."""
        if self.slot:
            return f"{self.slot}{self.about}"
        return f"w{self.letter}" if self.letter else f"a{self.report}{self.person}{self.day:05}"


def read_reply(text: str) -> Reply | None:
    """The same, from what stands in an address; None where it has not the shape."""
    kind, rest = text[:1], text[1:]
    if kind == "w" and len(rest) == LETTER_LETTERS:
        return Reply(letter=rest)
    if kind not in ("", "a", "w"):
        return Reply(slot=kind, about=rest)
    day = rest[_REPORT_LETTERS + _PERSON_LETTERS :]
    if kind == "a" and len(day) == _DAY_LETTERS and day.isascii() and day.isdigit():
        return Reply(rest[:_REPORT_LETTERS], rest[_REPORT_LETTERS:-_DAY_LETTERS], int(day))
    return None


def may_still_reply(made: int, today: int) -> bool:
    """True while the address in a letter of that day is good; days are counted from 1970."""
    return 0 <= today - made <= DAYS_TO_REPLY


def tagged(box: str, tag: str) -> str:
    """The address of the box with a tag in it: report+tag@city.example (RFC 5233)."""
    name, at, host = box.partition("@")
    return f"{name}+{tag}{at}{host}"


def tag_in(box: str, address: str) -> str | None:
    """The tag of an address of the box, empty where it has none; None where it is not the box's."""
    name, _at, host = box.lower().partition("@")
    own, _at, place = address.lower().partition("@")
    plain, _plus, tag = own.partition("+")
    return tag if (plain, place) == (name, host) else None
