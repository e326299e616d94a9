"""What is going on around here, read from the journal and the promises; never from a service's own tables."""

from collections.abc import Collection
from datetime import datetime
from itertools import groupby

from django.utils.formats import number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.kernel.journal.queries import latest, stones
from parvis.kernel.promises.queries import Figures, due_between, figures
from parvis.kernel.sums.queries import Sums, sums_of
from parvis.kernel.ui.components import Event

# The boundaries of an area, old and new, by number; none: the whole city.
type Areas = Collection[int]

STONES_AT_MOST = 600
IN_MINUTES = 120  # below it, minutes say more than hours
THANKS = "thanks.thank.given"


def runs_of(areas: Areas, since: datetime) -> list[tuple[str, int]]:
    """The stones of a square as runs of one question: (question, how many in a row)."""
    laid = stones(areas, since, STONES_AT_MOST)
    return [(question, len(list(run))) for question, run in groupby(laid)]


def going_on(areas: Areas = (), *, limit: int) -> list[Event]:
    """The latest contributions, told in sentences."""
    return [Event(told.text, told.at, told.question, address=told.path) for told in latest(limit, areas)]


def done_this_month(areas: Areas, moment: datetime) -> Sums:
    """What people did there since the first of this month."""
    return sums_of(areas, _first_of_month(moment), moment)


def sentences_of(done: Sums) -> list[tuple[str, int]]:
    """What was done by the four questions, thanks apart: words and how many; what nobody did is left out."""
    words = {
        "saw": _("Told what they saw"),
        "need": _("Asked for something"),
        "help": _("Helped"),
        "say": _("Had their say"),
    }
    thanks = done.by_verb.get(THANKS, 0)
    counts = {**done.by_question, "say": done.by_question.get("say", 0) - thanks}
    lines = [(words[question], counts[question]) for question in words if counts.get(question)]
    return [*lines, (_("Said thank you"), thanks)] if thanks else lines


def time_given(minutes: int) -> str:
    """How much time people gave, as a sentence: in minutes, from two hours on in hours; "" for none."""
    if not minutes:
        return ""
    if minutes < IN_MINUTES:
        sentence = ngettext("They gave %(count)s minute.", "They gave %(count)s minutes.", minutes)
        return sentence % {"count": minutes}
    hours = round(minutes / 60)
    return ngettext("They gave %(count)s hour.", "They gave %(count)s hours.", hours) % {
        "count": number_format(hours, force_grouping=True)
    }


def kept_this_month(moment: datetime, areas: Areas = ()) -> Figures:
    """Promises that fell due since the first of this month."""
    due = due_between(_first_of_month(moment), moment)
    return figures(due.filter(area_id__in=areas) if areas else due)


def _first_of_month(moment: datetime) -> datetime:
    return localtime(moment).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
