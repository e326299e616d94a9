"""Waits as a page shows them: in sentences, in a line of a table, in a drawing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from django.utils.formats import number_format
from django.utils.translation import get_language_bidi, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from parvis.kernel.ui.components import Tone
from parvis.services.reports.contracts import list_path
from parvis.services.waits.models import Wait
from parvis.services.waits.rules import FEWEST, Verdict, share_of

# What is surest and asks most comes first; inside each, names by letter: this is no ranking.
_ORDER = {Verdict.LONGER: 0, Verdict.SHORTER: 1, Verdict.CHANCE: 2, Verdict.FEW: 3}
VERDICT_WORDS = {
    Verdict.LONGER: gettext_lazy("longer, more than chance"),
    Verdict.SHORTER: gettext_lazy("shorter, more than chance"),
    Verdict.CHANCE: gettext_lazy("could be chance"),
    Verdict.FEW: gettext_lazy("too few to say"),
}
_TONES: dict[Verdict, Tone] = {Verdict.LONGER: "warning", Verdict.SHORTER: "kept"}
_TICKS = (1, 7, 30, 90, 365)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A wait on a scale of days, 0 to 100 across: the bar of its interval, its middle, and the whole city's."""

    start: float
    width: float
    middle: float | None
    city: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `beside` is what stands there for comparison; `drawing` is None where nothing is known."""

    name: str
    address: str
    wait: str
    wait_between: str
    drawing: Drawing | None
    share: str
    share_between: str
    reports: int
    reports_path: str
    still_open: int
    open_path: str
    verdict: str
    tone: Tone
    beside: str
    is_here: bool
    is_rare: bool
    order: int


def row_of(
    each: Wait, name: str, address: str, city: Wait | None, *, here: str = "", beside: str = ""
) -> Row:
    """One line with its numbers in words. `city` is the line that it is compared with, `here` the area asked for."""
    verdict = Verdict(each.verdict) if each.verdict else None
    share, share_between = _share_words(each)
    return Row(
        name=name,
        address=address,
        wait=wait_words(each),
        wait_between=_between_words(each),
        drawing=_drawing(each, city),
        share=share,
        share_between=share_between,
        reports=each.reports,
        reports_path=list_path(each.category, area=each.area, days=each.span),
        still_open=each.still_open,
        open_path=list_path(each.category, area=each.area, days=each.span, underway=True),
        verdict=str(VERDICT_WORDS[verdict]) if verdict else "",
        tone=_TONES.get(verdict, "quiet") if verdict else "",
        beside=beside,
        is_here=bool(here) and each.area == here,
        is_rare=each.reports < FEWEST,
        order=_ORDER[verdict] if verdict else -1,
    )


def in_order(rows: Iterable[Row]) -> list[Row]:
    """What was asked for first, then by what can be said of them, then by name."""
    return sorted(rows, key=lambda row: (not row.is_here, row.order, row.name.casefold()))


def ticks(span: int) -> list[tuple[int, float]]:
    """The days that the scale names, with their place on it."""
    return [(day, _place(day, span)) for day in _TICKS if day <= span]


def ticks_words(span: int) -> str:
    """The days that the scale names, as words."""
    return _(", ").join(str(day) for day, _place_of_it in ticks(span))


def wait_sentence(each: Wait | None, place: str) -> str:
    """How long people wait there, as a sentence."""
    words = {"place": _apart(place)}
    if each is None or each.reports < FEWEST:
        return _("%(place)s: too few reports to say how long people wait.") % words
    if each.median is None:
        return _("%(place)s: so many are still open that the middle wait is not known yet.") % words
    words |= {"count": number_format(each.median)}
    sentence = ngettext(
        "%(place)s: half of these reports were closed within %(count)s day.",
        "%(place)s: half of these reports were closed within %(count)s days.",
        each.median,
    )
    return sentence % words


def verdict_sentences(each: Wait | None, city: Wait | None) -> list[str]:
    """What a neighbourhood's wait means beside the rest of the city."""
    verdict = Verdict(each.verdict) if each and each.verdict else Verdict.FEW
    said = {
        Verdict.LONGER: _(
            "People wait longer here than in the rest of the city, and that is more than chance."
        ),
        Verdict.SHORTER: _(
            "People wait less long here than in the rest of the city, and that is more than chance."
        ),
        Verdict.CHANCE: _("The difference to the rest of the city could be chance."),
        Verdict.FEW: _("There are too few reports here to compare."),
    }
    if each is None or city is None or each.median is None or city.median is None:
        return [said[verdict]]
    if verdict is Verdict.LONGER and each.median <= city.median:
        return [said[verdict], _("The middle wait is no longer here, but more reports wait beyond it.")]
    if verdict is Verdict.SHORTER and each.median >= city.median:
        return [said[verdict], _("The middle wait is no shorter here, but fewer reports wait beyond it.")]
    return [said[verdict]]


def area_sentences(lines: Iterable[Wait], names: Mapping[str, str]) -> list[str]:
    """Where people wait longer for one kind of problem, and where less long."""
    found = {
        verdict: _joined(names[each.area] for each in lines if each.verdict == verdict) for verdict in Verdict
    }
    said = []
    if found[Verdict.LONGER]:
        said.append(
            _("More than chance, people wait longer in: %(areas)s.") % {"areas": found[Verdict.LONGER]}
        )
    if found[Verdict.SHORTER]:
        said.append(
            _("More than chance, people wait less long in: %(areas)s.") % {"areas": found[Verdict.SHORTER]}
        )
    return said or [_("No neighbourhood differs from the rest of the city by more than chance.")]


def kind_sentences(lines: Iterable[Wait]) -> list[str]:
    """For how many kinds of problems people of one neighbourhood wait longer, less long, or neither."""
    found = [each.verdict for each in lines]
    longer, shorter = found.count(Verdict.LONGER), found.count(Verdict.SHORTER)
    same = len(found) - longer - shorter
    longer_words = ngettext(
        "People here wait longer for %(count)s kind of problem than the rest of the city does.",
        "People here wait longer for %(count)s kinds of problems than the rest of the city does.",
        longer,
    )
    shorter_words = ngettext(
        "They wait less long for %(count)s kind.", "They wait less long for %(count)s kinds.", shorter
    )
    same_words = ngettext(
        "For %(count)s kind the difference could be chance, or there are too few reports.",
        "For %(count)s kinds the difference could be chance, or there are too few reports.",
        same,
    )
    counted = ((longer_words, longer), (shorter_words, shorter), (same_words, same))
    return [words % {"count": number_format(count)} for words, count in counted]


def longer_words(areas: int) -> str:
    """In how many neighbourhoods people wait longer."""
    if not areas:
        return _("no neighbourhood")
    words = ngettext("%(count)s neighbourhood", "%(count)s neighbourhoods", areas)
    return words % {"count": number_format(areas)}


def days_words(days: int) -> str:
    """A number of days."""
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": number_format(days)}


def wait_words(each: Wait) -> str:
    """The middle wait, or why it is not known."""
    if each.median is not None:
        return days_words(each.median)
    return _("too few reports") if each.reports < FEWEST else _("not known yet")


def _between_words(each: Wait) -> str:
    if each.low is None or each.low == each.high:
        return _("almost surely") if each.low else ""
    low = number_format(each.low)
    if each.high is None:
        return _("likely %(low)s or more") % {"low": low}
    return _("likely %(low)s to %(high)s") % {"low": low, "high": number_format(each.high)}


def _share_words(each: Wait) -> tuple[str, str]:
    if not each.due:
        return _("nothing fell due"), ""
    share = share_of(each.kept, each.due)
    if share is None:
        return _("too few promises"), ""
    return f"{share.percent}\u00a0%", _("likely %(low)s to %(high)s") % {"low": share.low, "high": share.high}


def _drawing(each: Wait, city: Wait | None) -> Drawing | None:
    if each.low is None:
        return None
    ends = sorted((_place(each.low, each.span), _place(each.high or each.span, each.span)))
    return Drawing(
        start=round(ends[0], 2),
        width=round(ends[1] - ends[0], 2),
        middle=None if each.median is None else _place(each.median, each.span),
        city=None if city is None or city.median is None else _place(city.median, each.span),
    )


def _place(days: int, span: int) -> float:
    """A scale on which a day more matters the less the longer one has waited; it runs the way that the reader reads."""
    across = round(100 * log(1 + days) / log(1 + span), 2)
    return 100 - across if get_language_bidi() else across


def _joined(names: Iterable[str]) -> str:
    return _(", ").join(_apart(name) for name in sorted(names, key=str.casefold))


def _apart(name: str) -> str:
    """A name that keeps its own direction inside a sentence of the other."""
    return f"\u2068{name}\u2069"
