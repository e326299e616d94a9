"""What is going on around here, read from the journal and the promises; never from a service's own tables."""

from datetime import datetime
from itertools import groupby

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from parvis.kernel.journal.queries import latest, stones
from parvis.kernel.needs.registry import Where, needs_at
from parvis.kernel.needs.rules import Need
from parvis.kernel.places.models import Area
from parvis.kernel.places.queries import versions_of
from parvis.kernel.promises.queries import Figures, due_between, figures
from parvis.kernel.tallies.queries import Tally, tally
from parvis.kernel.ui.components import Event

STONES_AT_MOST = 600
NEEDS_SHOWN = 4
THANKS = "thanks.thank.given"


def runs_of(area: Area | None, since: datetime) -> list[tuple[str, int]]:
    """The stones of an area's square as runs of one question: (question, how many in a row)."""
    if area is None:
        return []
    city = area.kind == Area.Kind.CITY
    laid = stones(() if city else versions_of(area.pk), since, STONES_AT_MOST)
    return [(question, len(list(run))) for question, run in groupby(laid)]


def going_on(*, area: Area | None = None, limit: int) -> list[Event]:
    """The latest contributions, told in sentences."""
    return [
        Event(told.text, told.at, told.question, address=told.path)
        for told in latest(limit, versions_of(area.pk) if area else ())
    ]


def done_this_month(area: Area, moment: datetime) -> Tally:
    """What people did there since the first of this month."""
    return tally(versions_of(area.pk), _first_of_month(moment), moment)


def sentences_of(done: Tally) -> list[tuple[str, int]]:
    """What was done by the four questions, thanks apart: words and how many; what nobody did is left out."""
    words = {
        "saw": _("times somebody told what they saw"),
        "need": _("times somebody asked for something"),
        "help": _("times somebody helped"),
        "say": _("times somebody had their say"),
    }
    thanks = done.by_verb.get(THANKS, 0)
    counts = {**done.by_question, "say": done.by_question.get("say", 0) - thanks}
    lines = [(words[question], counts[question]) for question in words if counts.get(question)]
    return [*lines, (_("times somebody said thank you"), thanks)] if thanks else lines


def hours_of(minutes: int) -> str:
    """Minutes as hours and minutes, such as 3:05; "" for none."""
    return f"{minutes // 60}:{minutes % 60:02}" if minutes else ""


def needed_in(area: Area) -> list[Need]:
    """What is needed there, the longest waiting first."""
    found = [each for each in needs_at(Where(area=area.slug, most=NEEDS_SHOWN)) if each.area == area.slug]
    return sorted(found, key=lambda each: (each.since, each.subject))[:NEEDS_SHOWN]


def kept_this_month(moment: datetime, *, area: Area | None = None) -> Figures:
    """Promises that fell due since the first of this month."""
    due = due_between(_first_of_month(moment), moment)
    return figures(due.filter(area_id__in=versions_of(area.pk)) if area else due)


def _first_of_month(moment: datetime) -> datetime:
    return localtime(moment).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
