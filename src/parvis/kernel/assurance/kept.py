"""What is kept of confirmations: how long and why, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from parvis.kernel.assurance.models import WAYS, Residence
from parvis.kernel.assurance.rules import DAYS_KEPT, Way
from parvis.kernel.keeping.handling import WORK_OF_OFFICIALS, Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.people.models import Person

TITLE = gettext_lazy("How the city knows me")
_LOOK_BACK = gettext_lazy("so that you and the city can look back at it, until a year after it ended")
_ANSWER = gettext_lazy("so that the city can answer for what it confirmed, until a year after it ended")

RULES = {
    "Residence.person": Kept(DAYS_KEPT, _LOOK_BACK, "ended_at", row=True),
    "Residence.by": Kept(DAYS_KEPT, _ANSWER, "ended_at", row=True),
    "Residence.ended_by": Kept(DAYS_KEPT, _ANSWER, "ended_at", row=True),
}
HANDLING = Handling(
    Basis.REQUEST,
    Whose.MEMBERS,
    Seen.DESK,
    but=dict.fromkeys(("Residence.by", "Residence.ended_by"), WORK_OF_OFFICIALS),
)
_SAID = ("way", "seen", "since", "until", "ended_at", "end")


def _own(person: Person) -> QuerySet[Any, Any]:
    rows = Residence.objects.filter(person=person)
    return rows_of(rows, "since", *_SAID, "reason", area_slug=F("area__slug"))


def _done(person: Person) -> QuerySet[Any, Any]:
    """Without whose it was: that is theirs to see."""
    return rows_of(Residence.objects.filter(Q(by=person) | Q(ended_by=person)), "since", *_SAID)


def _tell(data: Mapping[str, Any]) -> Line:
    return Line(str(WAYS[Way(data["way"])]), reverse("assurance:mine"))


def _tell_done(data: Mapping[str, Any]) -> Line:
    return Line(str(WAYS[Way(data["way"])]))


SECTIONS = (
    Section("residence", TITLE, _own, _tell, gettext_lazy("This goes."), ("assurance.Residence.person",)),
    Section(
        "residences-confirmed",
        gettext_lazy("What I confirmed or took back for the city"),
        _done,
        _tell_done,
        gettext_lazy("This stays without your name, because it is the city's decision."),
        ("assurance.Residence.by", "assurance.Residence.ended_by"),
    ),
)
