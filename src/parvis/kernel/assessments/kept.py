"""What is kept of who wrote, advised on and signed an assessment, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.assessments.models import Assessment
from parvis.kernel.keeping.handling import WORK_OF_OFFICIALS, Handling
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.purposes.affected import titles_of

TITLE = gettext_lazy("Impact assessments")
HANDLING: Handling = WORK_OF_OFFICIALS
_ANSWER = gettext_lazy("so that the city can answer for what it assessed, and who looked at it")
_WHO = ("written_by", "advised_by", "signed_by")
RULES = {f"Assessment.{name}": Kept(None, _ANSWER, "written_at") for name in _WHO}


def _rows(person: Person) -> QuerySet[Any, Any]:
    mine = Assessment.objects.filter(Q(written_by=person) | Q(advised_by=person) | Q(signed_by=person))
    return rows_of(
        mine,
        "written_at",
        *("part", "number", "written_at", "advised_at", "signed_at"),
        wrote=Q(written_by=person),
        advised=F("advised_by__public_id"),
        signed=F("signed_by__public_id"),
    )


def _tell(data: Mapping[str, Any]) -> Line:
    title = " ".join(titles_of([data["part"]]))
    words = _("%(title)s, version %(number)s") % {"title": title, "number": data["number"]}
    return Line(words, reverse("office-assessments:one", args=[data["part"]]))


SECTIONS = (
    Section(
        "assessments",
        gettext_lazy("Impact assessments that I wrote, advised on or signed"),
        _rows,
        _tell,
        gettext_lazy("This stays without your name, because it is the city's decision."),
        tuple(f"assessments.{name}" for name in RULES),
    ),
)
