"""Reads of rounds."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.places.rules import metres_between
from parvis.services.findings.contracts import found_by
from parvis.services.reports.contracts import Case, cases
from parvis.services.rounds.models import Round


@dataclass(frozen=True, slots=True)
class Station:
    """A stop as its page shows it: how far it is from the one before, and what this person found there today."""

    place: int
    case: Case
    metres: float | None
    is_done: bool

    @property
    def distance(self) -> str:
        """How far it is, in words; empty where nobody knows from where."""
        return "" if self.metres is None else distance_in_words(self.metres)


def distance_in_words(metres: float) -> str:
    """Tens of metres, and tenths of kilometres from the first kilometre on: nobody walks more exactly."""
    if metres < 995:
        return _("%(figure)s m") % {"figure": int(round(metres, -1))}
    return _("%(figure)s km") % {"figure": number_format(round(metres / 1000, 1), decimal_pos=1)}


def round_today(person: Person) -> Round | None:
    """What this person has before them today, in the city's time."""
    return Round.objects.filter(person=person, day=localdate(now())).first()


def stations_of(round_: Round, person: Person) -> list[Station]:
    """The stops in walking order. What went to another office meanwhile is nobody's to look at here, and left out."""
    wanted = list(round_.stops.order_by("place", "pk").values_list("report", flat=True))
    done = found_by(person, wanted, round_.day)
    lines: list[Station] = []
    here = round_.start
    for place, case in enumerate(cases(person, wanted), start=1):
        metres = metres_between(*here, case.lat, case.lon) if here else None
        lines.append(Station(place, case, metres, case.id in done))
        here = (case.lat, case.lon)
    return lines


def kept_rounds(person: Person) -> QuerySet[Any, Any]:
    """For "My data"."""
    return rows_of(Round.objects.filter(person=person), "created_at", "day", "lat", "lon", "by_hand")
