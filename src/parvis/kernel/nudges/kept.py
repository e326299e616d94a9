"""What is kept of nudges, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.keeping.handling import Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.kernel.nudges.queries import exposures_of
from parvis.kernel.nudges.registry import nudges

TITLE = gettext_lazy("Nudges")
RULES = {
    "Exposure.person": Kept(400, gettext_lazy("so that each person counts once in what a nudge did"), "at")
}
HANDLING = Handling(Basis.TASK, Whose.MEMBERS, Seen.NOBODY)


def _tell(data: Mapping[str, Any]) -> Line:
    nudge = nudges().get(data["nudge"])
    words = _("You were shown: %(nudge)s") if data["shown"] else _("The lot left you out of: %(nudge)s")
    return Line(words % {"nudge": nudge.title if nudge else data["nudge"]}, reverse("nudges:overview"))


SECTIONS = (
    Section(
        "nudges",
        TITLE,
        exposures_of,
        _tell,
        gettext_lazy("The sums stay without your name."),
        ("nudges.Exposure.person",),
    ),
)
