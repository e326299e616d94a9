"""What is kept of paper letters: how long and why, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.keeping.handling import WORK_OF_OFFICIALS, Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.postal.models import PaperLetter
from parvis.kernel.postal.rules import DAYS_OPEN

TITLE = gettext_lazy("Letters with a code")
RECIPIENTS = {
    "post": gettext_lazy("Whoever prints and carries the letters: a name, a postal address, a code.")
}
_SEND = gettext_lazy("so that a letter can reach you, until its code was typed or ran out")
_LETTERBOX = gettext_lazy("so that one letterbox does not confirm any number of people, for a year")
_COUNT = gettext_lazy("so that nobody has letters sent without end, for a year")

RULES = {
    # Asked for on the last day before it is over, printed, and open as long again.
    "PaperLetter.name": Kept(2 * DAYS_OPEN, _SEND, "asked_at"),
    "PaperLetter.address": Kept(2 * DAYS_OPEN, _SEND, "asked_at"),
    "PaperLetter.address_digest": Kept(365, _LETTERBOX, "asked_at"),
    "PaperLetter.person": Kept(365, _COUNT, "asked_at", row=True),
    "PaperLetter.printed_by": Kept(365, _COUNT, "asked_at", row=True),
}
HANDLING = Handling(
    Basis.REQUEST, Whose.MEMBERS, Seen.DESK, but={"PaperLetter.printed_by": WORK_OF_OFFICIALS}
)


def _own(person: Person) -> QuerySet[Any, Any]:
    rows = PaperLetter.objects.filter(person=person)
    return rows_of(
        rows, "asked_at", "name", "address", "asked_at", "printed_at", "ended_at", area_slug=F("area__slug")
    )


def _printed(person: Person) -> QuerySet[Any, Any]:
    """Without whose they were: that is theirs to see."""
    return rows_of(PaperLetter.objects.filter(printed_by=person), "asked_at", "printed_at")


def _tell(data: Mapping[str, Any]) -> Line:
    return Line(data["address"] or _("A letter with a code"), reverse("postal:letter"))


def _tell_printed(data: Mapping[str, Any]) -> Line:
    return Line(_("A letter with a code"))


SECTIONS = (
    Section(
        "paper-letters",
        TITLE,
        _own,
        _tell,
        gettext_lazy("This goes."),
        tuple(f"postal.PaperLetter.{name}" for name in ("person", "name", "address", "address_digest")),
    ),
    Section(
        "paper-letters-printed",
        gettext_lazy("Letters that I printed for the city"),
        _printed,
        _tell_printed,
        gettext_lazy("This stays without your name, because it is the city's decision."),
        ("postal.PaperLetter.printed_by",),
    ),
)
