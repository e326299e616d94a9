"""What is kept of invitations, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.invitations.queries import letters_of
from parvis.kernel.keeping.handling import Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section

DAYS_KEPT = 400
TITLE = gettext_lazy("Invitations")
RULES = {
    "Letter.person": Kept(
        DAYS_KEPT,
        gettext_lazy("so that nobody is asked too often, or twice for the same"),
        "written_at",
        row=True,
    )
}
HANDLING = Handling(Basis.REQUEST, Whose.MEMBERS, Seen.NOBODY)


def _tell(data: Mapping[str, Any]) -> Line:
    words = _("You were invited to %(count)s things.") % {"count": len(data["subjects"])}
    return Line(words, reverse("invitations:mine"))


SECTIONS = (
    Section(
        "invitations", TITLE, letters_of, _tell, gettext_lazy("This goes."), ("invitations.Letter.person",)
    ),
)
