"""What is kept of looks, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from parvis.kernel.keeping.handling import WORK_OF_OFFICIALS, Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.kernel.looks.queries import kept_looks
from parvis.kernel.looks.registry import words_of
from parvis.kernel.looks.rules import DAYS_KEPT
from parvis.kernel.naming import in_reader_language

TITLE = gettext_lazy("Who looked at my data")
HANDLING = Handling(Basis.LAW, Whose.SENDERS, Seen.NOBODY, but={"Look.official": WORK_OF_OFFICIALS})
_ANSWER = gettext_lazy("so that you can see who looked at what the city knows about you, for a year")
RULES = {
    "Look.person": Kept(DAYS_KEPT, _ANSWER, "hour", row=True),
    "Look.official": Kept(DAYS_KEPT, _ANSWER, "hour", row=True),
}


def _tell(data: Mapping[str, Any]) -> Line:
    roles = {
        "agent": pgettext("who looked", "an agent"),
        "manager": pgettext("who looked", "a manager"),
        "owner": pgettext("who looked", "an owner"),
    }
    office = in_reader_language(data["office"] or {}, data["slug"] or "")
    said = {
        "office": office,
        "who": data["name"] if data["named"] and data["name"] else roles[data["role"]],
        "what": words_of(data["spot"]),
    }
    if data["mine"]:
        return Line(_("I looked, for %(office)s: %(what)s") % said)
    return Line(_("%(office)s, %(who)s: %(what)s") % said)


SECTIONS = (
    Section(
        "looked-at",
        TITLE,
        kept_looks,
        _tell,
        gettext_lazy("This goes. What you looked at for the city stays, without your name."),
        ("looks.Look.person", "looks.Look.official"),
    ),
)
