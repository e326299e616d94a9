"""What is kept of interests, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.interests.labels import SKILLS
from parvis.kernel.interests.models import Interest
from parvis.kernel.keeping.handling import Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.people.models import Person

TITLE = gettext_lazy("What I like to do")
RULES = {"Interest.person": Kept(None, gettext_lazy("so that we invite you only to what fits"))}
HANDLING = Handling(Basis.REQUEST, Whose.MEMBERS, Seen.NOBODY)


def _interests(person: Person) -> QuerySet[Any, Any]:
    rows = Interest.objects.filter(person=person)
    return rows_of(rows, "changed_at", "skills", "languages", "times", "most", "reach", "letter")


def _tell(data: Mapping[str, Any]) -> Line:
    said = ", ".join(str(SKILLS.get(each, each)) for each in data["skills"])
    return Line(said or _("Nothing in particular"), reverse("interests:mine"))


SECTIONS = (
    Section(
        "interests", TITLE, _interests, _tell, gettext_lazy("This goes."), ("interests.Interest.person",)
    ),
)
