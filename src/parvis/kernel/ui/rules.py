"""Readable colours and the arithmetic of the promise clock. Plain Python."""

import re
from dataclasses import dataclass
from datetime import datetime

BODY, TEXT, SHAPE = 7.0, 4.5, 3.0  # WCAG 2.2: 1.4.6 (AAA, body text), 1.4.3 (AA, text), 1.4.11 (shapes)
TONES = ("harbour", "brick", "garden", "violet")
GROUNDS = ("ground", "surface", "sunken")
SOFT = tuple(f"{tone}-soft" for tone in (*TONES, "sun"))

# Every pair of tokens that the style sheets put one upon the other, with the ratio that it owes to the reader.
PAIRS: tuple[tuple[str, str, float], ...] = (
    *(("ink", below, BODY) for below in (*GROUNDS, *SOFT)),
    *(("quiet", below, BODY) for below in ("ground", "surface")),
    *(("quiet", below, TEXT) for below in ("sunken", *SOFT)),
    *((tone, below, TEXT) for tone in TONES for below in GROUNDS),
    *((tone, f"{tone}-soft", TEXT) for tone in TONES),
    *(("paper", tone, TEXT) for tone in TONES),
    ("ground", "ink", BODY),
    *(("edge", below, SHAPE) for below in GROUNDS),
)

_TOKEN = re.compile(r"--([a-z-]+):\s*light-dark\((#[0-9A-Fa-f]{6}),\s*(#[0-9A-Fa-f]{6})\)")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A pair of tokens below the ratio that it owes."""

    above: str
    below: str
    ratio: float
    owed: float


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 (black) to 1 (white); formula of WCAG 2.2."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21, the same in both directions."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def tokens_of(block: str) -> tuple[dict[str, str], dict[str, str]]:
    """The colours of a block of CSS written with `light-dark()`: by day, by night."""
    found = _TOKEN.findall(block)
    return {name: day for name, day, _ in found}, {name: night for name, _, night in found}


def unreadable(tokens: dict[str, str]) -> list[Unreadable]:
    """The pairs that a reader with weak eyes cannot tell apart; an empty list is what a theme owes."""
    measured = [(above, below, contrast(tokens[above], tokens[below]), owed) for above, below, owed in PAIRS]
    return [
        Unreadable(above, below, round(ratio, 2), owed)
        for above, below, ratio, owed in measured
        if ratio < owed
    ]


def elapsed_share(opened: datetime, due: datetime, moment: datetime) -> float:
    """How much of the promised time is over: 0 at the opening, 1 from the due date on."""
    whole = (due - opened).total_seconds()
    if whole <= 0:
        return 1.0
    return min(1.0, max(0.0, (moment - opened).total_seconds() / whole))
