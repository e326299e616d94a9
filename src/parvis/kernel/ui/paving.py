"""The square: every contribution lays one stone. Plain Python; the same journal makes the same square.

Stones lie in rings around the middle, as on old squares, and are laid from the middle outwards in the order of the
contributions: the outermost are the latest, like the rings of a tree.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, sin, sqrt, tau

QUESTIONS = ("saw", "need", "help", "say")
_STEPS = (1, 2, 5)
_SHADES = 3
_STRAIGHT_FROM = 5  # further out a stone is so short that its curve cannot be seen


@dataclass(frozen=True, slots=True)
class Pattern:
    """A size of square in drawing units: `side` is its edge, `ring` the width of a ring, `gap` that of a joint."""

    side: float
    ring: float
    gap: float


LARGE = Pattern(side=480, ring=17, gap=3.4)
MEDIUM = Pattern(side=240, ring=13.4, gap=3.0)
SMALL = Pattern(side=96, ring=9, gap=2.2)
PATTERNS = {"large": LARGE, "medium": MEDIUM, "small": SMALL}


@dataclass(frozen=True, slots=True)
class Stones:
    """Stones of one colour and shade, as one SVG path. `question` is "" for those that still wait."""

    question: str
    shade: int
    path: str


@dataclass(frozen=True, slots=True)
class Paving:
    """A drawn square: its stones by colour, the last one laid, and what one stone stands for."""

    side: float
    layers: tuple[Stones, ...]
    newest: Stones | None
    contributions: int
    each: int
    counts: Mapping[str, int]


def pave(runs: Iterable[tuple[str, int]], pattern: Pattern = LARGE) -> Paving:
    """The square of contributions given in order as (question, how many in a row); other questions lay no stone."""
    known = [(question, count) for question, count in runs if question in QUESTIONS and count > 0]
    counts = {question: sum(count for own, count in known if own == question) for question in QUESTIONS}
    places = _places(pattern)
    total = sum(counts.values())
    each = _each(total, len(places))
    colours = _colours(known, each)
    layers: dict[tuple[str, int], list[str]] = {}
    for index, (path, shade) in enumerate(places):
        question = colours[index] if index < len(colours) else ""
        layers.setdefault((question, shade), []).append(path)
    drawn = tuple(
        Stones(question, shade, "".join(paths)) for (question, shade), paths in sorted(layers.items())
    )
    newest = Stones(colours[-1], 0, places[len(colours) - 1][0]) if colours else None
    return Paving(pattern.side, drawn, newest, total, each, counts)


def interleave(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Contributions whose order is unknown, spread evenly: each question comes up as often as its share asks."""
    total = sum(counts.get(question, 0) for question in QUESTIONS)
    laid = dict.fromkeys(QUESTIONS, 0)
    order: list[tuple[str, int]] = []
    for step in range(1, total + 1):
        behind = max(QUESTIONS, key=lambda question: counts.get(question, 0) * step / total - laid[question])
        laid[behind] += 1
        order.append((behind, 1))
    return order


def _each(total: int, capacity: int) -> int:
    """How many contributions one stone stands for: 1, 2, 5, 10, 20, 50 … so that all find room."""
    scale = 1
    while True:
        for step in _STEPS:
            if ceil(total / (step * scale)) <= capacity:
                return step * scale
        scale *= 10


def _colours(runs: list[tuple[str, int]], each: int) -> list[str]:
    """One question for each stone. Where a stone stands for many, the question most behind its share lays it."""
    if each == 1:
        return [question for question, count in runs for _ in range(count)]
    seen = dict.fromkeys(QUESTIONS, 0)
    laid = dict.fromkeys(QUESTIONS, 0)
    colours: list[str] = []
    for question, count in _cut(runs, each):
        seen[question] += count
        if sum(seen.values()) >= each * (len(colours) + 1):
            colours.append(_most_behind(seen, laid, each))
    if sum(seen.values()) > each * len(colours):
        colours.append(_most_behind(seen, laid, each))
    return colours


def _cut(runs: list[tuple[str, int]], each: int) -> Iterator[tuple[str, int]]:
    """The same runs, cut where a stone is full."""
    room = each
    for question, count in runs:
        left = count
        while left:
            taken = min(left, room)
            yield question, taken
            left -= taken
            room = room - taken or each


def _most_behind(seen: Mapping[str, int], laid: dict[str, int], each: int) -> str:
    behind = max(QUESTIONS, key=lambda question: seen[question] / each - laid[question])
    laid[behind] += 1
    return behind


@lru_cache(maxsize=8)
def _places(pattern: Pattern) -> tuple[tuple[str, int], ...]:
    """Every stone of a pattern as (path, shade), from the middle of the square outwards and around each ring."""
    places: list[tuple[str, int]] = []
    rings = ceil(pattern.side * sqrt(0.5) / pattern.ring)
    for ring in range(rings):
        joints = _joints(ring)
        for left, right in pairwise(joints):
            number = len(places)
            if _inside(pattern, ring, (left + right) / 2):
                places.append((_stone(pattern, ring, left, right), int(_chance(number, 3) * _SHADES)))
    return tuple(places)


def _joints(ring: int) -> list[float]:
    """Where the stones of a ring meet, in turns from the top; a little uneven, as hands lay them."""
    count = max(3, round(tau * (ring + 0.5) / 1.12))
    start = _chance(ring, 5)
    inner = [(index + 0.34 * (_chance(ring * 977 + index, 7) - 0.5)) / count for index in range(1, count)]
    return [start, *(start + share for share in inner), start + 1]


def _inside(pattern: Pattern, ring: int, turn: float) -> bool:
    """True for a stone that lies in the square by more than its edge."""
    reach = (ring + 0.5) * pattern.ring
    x, y = reach * sin(turn * tau), reach * cos(turn * tau)
    return max(abs(x), abs(y)) < pattern.side / 2 + pattern.ring * 0.3


def _stone(pattern: Pattern, ring: int, left: float, right: float) -> str:
    """The path of one stone between two joints, smaller than its bed by half the gap on every side."""
    inner, outer = ring * pattern.ring + pattern.gap / 2, (ring + 1) * pattern.ring - pattern.gap / 2
    ends = ((inner, left, 1), (outer, left, 1), (outer, right, -1), (inner, right, -1))
    corners = [_corner(pattern, reach, turn, side) for reach, turn, side in ends]
    start = f"M{corners[0][0]:g} {corners[0][1]:g}"
    steps = [
        (after[0] - before[0], after[1] - before[1]) for before, after in pairwise([*corners, corners[0]])
    ]
    if ring >= _STRAIGHT_FROM:
        return start + "l" + " ".join(f"{dx:.3g} {dy:.3g}" for dx, dy in steps[:3]) + "z"
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = steps
    return (
        f"{start}l{ax:.3g} {ay:.3g}a{outer:g} {outer:g} 0 0 1 {bx:.3g} {by:.3g}"
        f"l{cx:.3g} {cy:.3g}a{inner:g} {inner:g} 0 0 0 {dx:.3g} {dy:.3g}z"
    )


def _corner(pattern: Pattern, reach: float, turn: float, side: int) -> tuple[float, float]:
    """A corner at this distance from the middle, moved off its joint by half the gap."""
    angle = turn * tau + side * min(0.5, pattern.gap / 2 / reach)
    middle = pattern.side / 2
    return round(middle + reach * sin(angle), 1), round(middle - reach * cos(angle), 1)


def _chance(number: int, salt: int) -> float:
    """A number from 0 to 1 that looks like chance and is always the same for the same stone."""
    mixed = (number * 2654435761 + salt * 40503) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 15)) * 2246822519) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 13)) * 3266489917) & 0xFFFFFFFF
    return ((mixed ^ (mixed >> 16)) & 0xFFFF) / 0x10000
