"""What is kept of what people show."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from parvis.kernel.facts.models import Showing
from parvis.kernel.keeping.handling import Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.people.models import Person

TITLE = gettext_lazy("What others see of me")
RULES = {
    "Showing.person": Kept(
        None, gettext_lazy("because you chose it; you can change it at any time"), "chosen_at"
    )
}
HANDLING = Handling(Basis.CONSENT, Whose.MEMBERS, Seen.NOBODY)


def _own(person: Person) -> QuerySet[Any, Any]:
    return rows_of(Showing.objects.filter(person=person), "chosen_at", "kinds", "since", "areas", "chosen_at")


def _tell(data: Mapping[str, Any]) -> Line:
    return Line(str(TITLE), reverse("facts:mine"))


SECTIONS = (Section("showing", TITLE, _own, _tell, gettext_lazy("This goes."), ("facts.Showing.person",)),)
