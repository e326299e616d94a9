"""Where replies go, and what in a message may name a place. Plain Python."""

import re
from dataclasses import dataclass
from enum import StrEnum

ASKED_AT_MOST = 3
DAYS_TO_REPLY = 90
DAYS_KEPT = 90
DAYS_HELD = 365
PHRASES_AT_MOST = 24
WORDS_IN_A_PHRASE = 6
_REPORT_LETTERS, _PERSON_LETTERS, _DAY_LETTERS, LETTER_LETTERS, PROOF_LETTERS = 8, 10, 5, 10, 16
# Words of our languages after which a place is named.
_BEFORE_A_PLACE = re.compile(
    r"\b(?:at|on|near|opposite|outside|in front of|corner of|à|au|aux|devant|sur|près d[eu]|angle d[eu]|en|frente a"
    r"|junto a|cerca de|esquina de|davant|prop de|cantonada|في|عند|أمام|قرب|شارع)\s+",
    re.IGNORECASE,
)
# The same in Spanish and Catalan, but an article in English: tried last.
_BEFORE_A_PLACE_PERHAPS = re.compile(r"\b(?:a|al)\s+", re.IGNORECASE)
_ENDS = re.compile(r"[\n.;:!?,()\"“”«»،؛؟]+")


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
    """What a signed address says: a person's words about a report, made on a day, or the answer to a letter of ours."""

    report: str = ""
    person: str = ""
    day: int = 0
    letter: str = ""

    @property
    def plain(self) -> str:
        """What is signed: small letters and digits, because mail servers may fold capitals."""
        return f"w{self.letter}" if self.letter else f"a{self.report}{self.person}{self.day:05}"


def read_reply(text: str) -> Reply | None:
    """The same, from what stands in an address; None where it has not the shape."""
    kind, rest = text[:1], text[1:]
    if kind == "w" and len(rest) == LETTER_LETTERS:
        return Reply(letter=rest)
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


def phrases(words: str) -> list[str]:
    """What in the words may name a place, most likely first: what follows “at” and the like, then each sentence."""
    parts = [part.strip() for part in _ENDS.split(words) if part.strip()]
    after = [tail for part in parts for tail in _BEFORE_A_PLACE.split(part)[1:]]
    perhaps = [tail for part in parts for tail in _BEFORE_A_PLACE_PERHAPS.split(part)[1:]]
    short = [" ".join(each.split()[:WORDS_IN_A_PHRASE]) for each in [*after, *parts, *perhaps]]
    return list(dict.fromkeys(each for each in short if each))[:PHRASES_AT_MOST]


def names_it(name: str, phrase: str) -> bool:
    """True when the phrase says every word of a name; both folded, short forms written out."""
    said = phrase.split()
    return bool(name) and all(word in said for word in name.split())
