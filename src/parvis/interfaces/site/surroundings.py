"""What is going on around here, read from the journal and the promises; never from a service's own tables."""

from datetime import datetime
from itertools import groupby

from django.utils.timezone import localtime

from parvis.kernel.journal.queries import latest, stones
from parvis.kernel.places.models import Area
from parvis.kernel.places.queries import versions_of
from parvis.kernel.promises.queries import Figures, due_between, figures
from parvis.kernel.ui.components import Event

STONES_AT_MOST = 600


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


def kept_this_month(moment: datetime, *, area: Area | None = None) -> Figures:
    """Promises that fell due since the first of this month."""
    first = localtime(moment).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    due = due_between(first, moment)
    return figures(due.filter(area_id__in=versions_of(area.pk)) if area else due)
