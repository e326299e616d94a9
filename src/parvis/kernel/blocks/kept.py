"""What is kept of distances, and how "My data" shows it: to who keeps them, and to nobody else."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.blocks.models import Distance
from parvis.kernel.blocks.rules import Kind
from parvis.kernel.keeping.handling import Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.people.models import Person

TITLE = gettext_lazy("Blocked and muted")
_WISH = gettext_lazy("so that whom you keep away stays away until you end it, or its time is over")
RULES = {"Distance.keeper": Kept(None, _WISH, "since"), "Distance.other": Kept(None, _WISH, "since")}
HANDLING = Handling(Basis.REQUEST, Whose.MEMBERS, Seen.NOBODY)


def _own(person: Person) -> QuerySet[Any, Any]:
    """Not who it is about: that they are kept away is not told to them, and whose nameless words it is to nobody."""
    return rows_of(Distance.objects.filter(keeper=person), "since", "kind", "subject", "since", "until")


def _tell(data: Mapping[str, Any]) -> Line:
    told = _("Blocked") if data["kind"] == Kind.BLOCK else _("Muted")
    return Line(told, reverse("blocks:mine"))


SECTIONS = (
    Section(
        "blocks",
        TITLE,
        _own,
        _tell,
        gettext_lazy("This goes, and so does who kept you away."),
        ("blocks.Distance.keeper", "blocks.Distance.other"),
    ),
)
