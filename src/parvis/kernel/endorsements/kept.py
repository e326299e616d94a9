"""What is kept of endorsements: how long and why, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from parvis.kernel.endorsements.models import Endorsement
from parvis.kernel.keeping.handling import WORK_OF_OFFICIALS, Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Person

TITLE = gettext_lazy("What the city checked about me")
_LOOK_BACK = gettext_lazy("so that you and the city can look back at it, until a year after it ended")
_ANSWER = gettext_lazy("so that the city can answer for what it confirmed, until a year after it ended")

RULES = {
    "Endorsement.person": Kept(365, _LOOK_BACK, "ended_at", row=True),
    "Endorsement.by": Kept(365, _ANSWER, "ended_at", row=True),
    "Endorsement.ended_by": Kept(365, _ANSWER, "ended_at", row=True),
}
HANDLING = Handling(
    Basis.REQUEST,
    Whose.MEMBERS,
    Seen.OFFICIALS,
    but=dict.fromkeys(("Endorsement.by", "Endorsement.ended_by"), WORK_OF_OFFICIALS),
)
_SAID = ("given_at", "until", "is_shown", "ended_at")


def _own(person: Person) -> QuerySet[Any, Any]:
    rows = Endorsement.objects.filter(person=person)
    return rows_of(rows, "given_at", *_SAID, "reason", names=F("kind__names"), kind_slug=F("kind__slug"))


def _done(person: Person) -> QuerySet[Any, Any]:
    """Without whose it was: that is theirs to see."""
    rows = Endorsement.objects.filter(Q(by=person) | Q(ended_by=person))
    return rows_of(rows, "given_at", *_SAID, names=F("kind__names"), kind_slug=F("kind__slug"))


def _tell(data: Mapping[str, Any]) -> Line:
    return Line(in_reader_language(data["names"], data["kind_slug"]), reverse("endorsements:mine"))


def _tell_done(data: Mapping[str, Any]) -> Line:
    return Line(in_reader_language(data["names"], data["kind_slug"]))


SECTIONS = (
    Section(
        "endorsements",
        TITLE,
        _own,
        _tell,
        gettext_lazy("This goes."),
        ("endorsements.Endorsement.person",),
    ),
    Section(
        "endorsements-given",
        gettext_lazy("What I confirmed or took back for the city"),
        _done,
        _tell_done,
        gettext_lazy("This stays without your name, because it is the city's decision."),
        ("endorsements.Endorsement.by", "endorsements.Endorsement.ended_by"),
    ),
)
