"""What fits into a text message, and how a longer one is made to fit."""

import unicodedata
from collections.abc import Iterable

# 3GPP TS 23.038, 6.2.1 and 6.2.1.1: the default alphabet, and what is reached through its escape.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED = frozenset("\f^{}\\[~]|€")
_WHOLE, _PART = 160, 153
_WHOLE_UCS2, _PART_UCS2 = 70, 67
SEGMENTS_AT_MOST = 2
CUT = "..."
# Typesetters' signs that cost half of the room, and what says the same.
_PLAIN_SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "…": "...", "–": "-", "—": "-"}
    | {"\u00a0": " ", "\u202f": " ", "\u2009": " "}
)


def is_gsm(text: str) -> bool:
    """True when the alphabet of every phone holds the text; else it is sent as UCS-2, with less than half the room."""
    return all(sign in _BASIC or sign in _ESCAPED for sign in text)


def segments(text: str) -> int:
    """How many messages are paid for. A sign that takes two places is never cut in two (TS 23.040, 9.2.3.24.1)."""
    if is_gsm(text):
        return _parts([2 if sign in _ESCAPED else 1 for sign in text], _WHOLE, _PART)
    return _parts([2 if ord(sign) > 0xFFFF else 1 for sign in text], _WHOLE_UCS2, _PART_UCS2)


def fitted(frame: str, words: str = "", most: int = SEGMENTS_AT_MOST) -> str:
    """The frame with the words at its `{}`, in at most so many messages.

    First signs become plain, then accents go if that alone is enough or helps, then words from the end. The frame,
    with its links and numbers, always stays whole, even where it alone is longer.
    """
    before, _gap, after = frame.translate(_PLAIN_SIGNS).partition("{}")
    words = " ".join(words.translate(_PLAIN_SIGNS).split())
    if segments(f"{before}{words}{after}") <= most:
        return f"{before}{words}{after}"
    bare = [without_accents(each) for each in (before, words, after)]
    if is_gsm("".join(bare)):
        before, words, after = bare
    for fewer in _shorter(words):
        if segments(f"{before}{fewer}{after}") <= most:
            return f"{before}{fewer}{after}"
    return f"{before}{after}"


def without_accents(text: str) -> str:
    """The text with each letter that the alphabet lacks written without its accent, where it has one."""
    return "".join(sign if is_gsm(sign) else _bare(sign) for sign in text)


def _bare(sign: str) -> str:
    letters = "".join(each for each in unicodedata.normalize("NFD", sign) if not unicodedata.combining(each))
    return letters if letters and is_gsm(letters) else sign


def _shorter(words: str) -> Iterable[str]:
    """The words, then fewer and fewer of them, then none."""
    yield words
    parts = words.split()
    for kept in range(len(parts) - 1, 0, -1):
        yield f"{' '.join(parts[:kept])}{CUT}"


def _parts(costs: list[int], whole: int, part: int) -> int:
    if sum(costs) <= whole:
        return 1
    count, room = 1, part
    for cost in costs:
        if cost > room:
            count, room = count + 1, part
        room -= cost
    return count
