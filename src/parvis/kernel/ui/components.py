"""What the components of the house are made of: their data, without a template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from parvis.kernel.ui.navigation import QUESTIONS, Words
from parvis.kernel.ui.paving import PATTERNS, Paving, Stones, pave

type Tone = Literal["", "saw", "need", "help", "say", "kept", "broken", "warning", "quiet"]


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder: how much an invitation asks. `height` is 1 for the lowest."""

    slug: str
    words: Words
    hint: Words
    height: int


RUNGS: dict[str, Rung] = {
    each.slug: each
    for each in (
        Rung("tap", _("A tap"), _("A few seconds"), 1),
        Rung("minute", _("A minute"), _("Now, on this page"), 2),
        Rung("hour", _("An hour"), _("Once, when it suits you"), 3),
        Rung("commitment", _("A commitment"), _("Again and again, for a while"), 4),
        Rung("responsibility", _("A responsibility"), _("Others count on you"), 5),
    )
}


@dataclass(frozen=True, slots=True)
class Step:
    """A stone in the mark of a rung, in a drawing 68 × 12: as many are laid as the rung is high."""

    height: int
    x: int


STEPS = tuple(Step(height, (height - 1) * 14) for height in range(1, 6))


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way to this page; the last one has no address."""

    words: Words
    address: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several views of the same thing. `count` is shown when it is not None."""

    words: Words
    address: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a definition list; `change` leads to where the answer can be changed."""

    term: Words
    value: object
    change: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence of a history. `question` colours its stone; `note` is what the person wrote; `address` leads to it."""

    sentence: object
    at: datetime
    question: str = ""
    note: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as shown: `address` is the large one, `small` the one on the page; `words` describe it."""

    address: str
    small: str
    words: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A value of a chart with its label; `address` leads to what it counts."""

    label: Words
    value: float
    address: str = ""


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar ready to draw. `length` is 0 to 100; `start` places a column in a drawing 100 wide."""

    bar: Bar
    words: str
    length: float
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Share:
    """A line of the legend of a square."""

    question: str
    words: Words
    figure: str


@dataclass(frozen=True, slots=True)
class Square:
    """A square ready to draw, with its words."""

    paving: Paving
    title: str
    description: str
    legend: list[Share]
    scale: str
    stroke: float
    newest: Stones | None


def square_of(runs: Iterable[tuple[str, int]], place: str, size: str) -> Square:
    """The square of a place from its contributions in order: (question, how many in a row)."""
    pattern = PATTERNS[size]
    paving = pave(runs, pattern)
    legend = [
        Share(slug, question.words, _figure(paving.counts[slug])) for slug, question in QUESTIONS.items()
    ]
    total = paving.contributions
    laid = ngettext("%(count)s contribution", "%(count)s contributions", total) % {"count": _figure(total)}
    scale = ""
    if paving.each > 1:
        scale = ngettext(
            "One stone stands for %(count)s contribution.",
            "One stone stands for %(count)s contributions.",
            paving.each,
        ) % {"count": _figure(paving.each)}
    parts = [f"{share.words}: {share.figure}" for share in legend]
    title = str(_("The square of %(place)s: %(laid)s")) % {"place": place, "laid": laid}
    return Square(paving, title, "; ".join(parts), legend, scale, round(pattern.gap * 0.45, 2), paving.newest)


_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """A browser and its machine as their makers call them: “Firefox, Android”; what neither names is left out."""
    found = [
        next((name for mark, name in marks if mark in user_agent), "") for marks in (_BROWSERS, _MACHINES)
    ]
    return ", ".join(name for name in found if name) or str(_("An unknown device"))


def _figure(number: int) -> str:
    return number_format(number, force_grouping=True)


def draw_bars(bars: Sequence[Bar], *, decimals: int = 0) -> list[DrawnBar]:
    """Bars in proportion to the largest; an empty chart has none."""
    largest = max((bar.value for bar in bars), default=0) or 1
    slot = 100 / max(1, len(bars))
    return [
        DrawnBar(
            bar=bar,
            words=number_format(bar.value, decimal_pos=decimals, force_grouping=True),
            length=round(100 * bar.value / largest, 1),
            start=round(number * slot + slot * 0.12, 2),
            width=round(slot * 0.76, 2),
        )
        for number, bar in enumerate(bars)
    ]
