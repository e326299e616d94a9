"""The promise clock: who answers, by when, what happens if not, kept or broken. Words first, ring second."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, sin, tau
from typing import Literal

from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parvis.kernel.ui.rules import elapsed_share

type State = Literal["running", "paused", "kept", "broken", "withdrawn", "none"]

SEGMENTS = 20
_ICONS = {
    "running": "clock",
    "paused": "pause",
    "kept": "check",
    "broken": "warning",
    "withdrawn": "minus",
    "none": "question",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a promise. Names are ready to read; moments are aware; None or "" where there is none."""

    state: State
    owner: str
    opened: datetime | None
    due: datetime | None
    answered: datetime | None
    moment: datetime
    fallback: str


@dataclass(frozen=True, slots=True)
class PromiseClock:
    """What the template draws. `spent` and `left` are the SVG paths of the ring's stones."""

    state: State
    icon: str
    headline: SafeString
    details: list[SafeString]
    spent: str
    left: str
    soon: bool


def promise_clock(facts: Facts) -> PromiseClock:
    """Words and ring for a promise."""
    words = _WORDS[facts.state](facts)
    share = _share(facts)
    over = round(share * SEGMENTS)
    return PromiseClock(
        state=facts.state,
        icon=_ICONS[facts.state],
        headline=words[0],
        details=words[1:],
        spent="".join(_STONES[:over]),
        left="".join(_STONES[over:]),
        soon=facts.state == "running" and share >= 0.75,
    )


def day_and_time(moment: datetime) -> str:
    """A moment in the city's time, with its weekday: “Thursday, November 27, 5:00 PM”."""
    local = localtime(moment)
    # Translators: a day with its weekday and time, in the letters of Django's date formats.
    return date_format(local, pgettext("date format", "l, F j, g:i A"))


def span(length: timedelta) -> str:
    """A length of time in its largest whole unit: “2 days”. Under a minute it is “a moment”."""
    start = datetime(2001, 1, 1)  # noqa: DTZ001  (only a ruler: both ends are laid on the same day)
    words = timesince(start, start + abs(length), depth=1)
    return words if abs(length) >= timedelta(minutes=1) else _("a moment")


def _running(facts: Facts) -> list[SafeString]:
    assert facts.due is not None
    words = [
        format_html(_("{owner} answers by {date}."), owner=_name(facts.owner), date=_time(facts.due)),
        format_html(_("{time} left."), time=span(facts.due - facts.moment)),
    ]
    if facts.fallback:
        words.append(format_html(_("If not, {fallback} takes over."), fallback=_name(facts.fallback)))
    return words


def _paused(facts: Facts) -> list[SafeString]:
    return [
        conditional_escape(_("The clock stands still.")),
        format_html(_("{owner} is waiting for something before it can go on."), owner=_name(facts.owner)),
    ]


def _kept(facts: Facts) -> list[SafeString]:
    if facts.answered is None or facts.due is None:
        detail = format_html(_("{owner} answered in time."), owner=_name(facts.owner))
    else:
        detail = format_html(
            _("{owner} answered on {date}, {time} early."),
            owner=_name(facts.owner),
            date=_time(facts.answered),
            time=span(facts.due - facts.answered),
        )
    return [conditional_escape(_("Promise kept.")), detail]


def _broken(facts: Facts) -> list[SafeString]:
    assert facts.due is not None
    head = conditional_escape(_("Promise broken."))
    owner = _name(facts.owner)
    if facts.answered is not None:
        late = span(facts.answered - facts.due)
        sentence = _("{owner} answered on {date}, {time} late.")
        return [head, format_html(sentence, owner=owner, date=_time(facts.answered), time=late)]
    due = format_html(_("{owner} had promised an answer by {date}."), owner=owner, date=_time(facts.due))
    if not facts.fallback:
        return [head, due]
    return [head, due, format_html(_("{fallback} has taken over."), fallback=_name(facts.fallback))]


def _withdrawn(facts: Facts) -> list[SafeString]:
    return [conditional_escape(_("No answer is needed any more."))]


def _none(facts: Facts) -> list[SafeString]:
    head = conditional_escape(_("No date was promised."))
    return (
        [head, format_html(_("{owner} looks after it."), owner=_name(facts.owner))] if facts.owner else [head]
    )


_WORDS = {
    "running": _running,
    "paused": _paused,
    "kept": _kept,
    "broken": _broken,
    "withdrawn": _withdrawn,
    "none": _none,
}


def _share(facts: Facts) -> float:
    if facts.state in {"kept", "withdrawn", "none"}:
        return 0.0
    if facts.state == "broken":
        return 1.0
    if facts.opened is None or facts.due is None:
        return 0.0
    return elapsed_share(facts.opened, facts.due, facts.moment)


def _name(name: str) -> SafeString:
    return format_html("<bdi>{}</bdi>", name)


def _time(moment: datetime) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), day_and_time(moment))


def _segment(number: int) -> str:
    """One stone of the ring, clockwise from the top, in a drawing of 64 units."""
    left, right = (number + 0.12) / SEGMENTS * tau, (number + 0.88) / SEGMENTS * tau

    def at(reach: float, angle: float) -> str:
        return f"{32 + reach * sin(angle):.1f} {32 - reach * cos(angle):.1f}"

    return f"M{at(23, left)}L{at(30, left)}A30 30 0 0 1 {at(30, right)}L{at(23, right)}A23 23 0 0 0 {at(23, left)}z"


_STONES = tuple(_segment(number) for number in range(SEGMENTS))
