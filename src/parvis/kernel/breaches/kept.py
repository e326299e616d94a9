"""What is kept of who declared a breach, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from parvis.kernel.breaches.models import Breach
from parvis.kernel.keeping.handling import WORK_OF_OFFICIALS, Handling
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.people.models import Person

TITLE = gettext_lazy("Data breaches")
HANDLING: Handling = WORK_OF_OFFICIALS
_ANSWER = gettext_lazy("so that the city can answer for what it did about it")
RULES = {
    "Breach.declared_by": Kept(None, _ANSWER, "declared_at"),
    "Breach.ended_by": Kept(None, _ANSWER, "declared_at"),
}


def _rows(person: Person) -> QuerySet[Any, Any]:
    mine = Breach.objects.filter(Q(declared_by=person) | Q(ended_by=person))
    return rows_of(mine, "declared_at", "public_id", "what", "declared_at", "ended_at")


def _tell(data: Mapping[str, Any]) -> Line:
    return Line(data["what"], reverse("breaches:breach", args=[data["public_id"]]))


SECTIONS = (
    Section(
        "breaches",
        gettext_lazy("Data breaches that I declared or ended"),
        _rows,
        _tell,
        gettext_lazy("This stays without your name, because it is the city's decision."),
        ("breaches.Breach.declared_by", "breaches.Breach.ended_by"),
    ),
)
