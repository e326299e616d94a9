"""What is kept of consents, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.consents.models import Consent
from parvis.kernel.consents.rules import DAYS_PROVED
from parvis.kernel.keeping.handling import Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.people.models import Person

TITLE = gettext_lazy("Consents")
HANDLING = Handling(Basis.LAW, Whose.MEMBERS, Seen.NOBODY)
_PROOF = gettext_lazy("to prove that you said yes, while it holds and three years longer")
RULES = {"Consent.person": Kept(DAYS_PROVED, _PROOF, "withdrawn_at", row=True)}
_SHOWN = ("purpose", "words", "language", "version", "way", "given_at", "withdrawn_at", "withdrawn_by_way")


def _rows(person: Person) -> QuerySet[Any, Any]:
    return rows_of(Consent.objects.filter(person=person), "given_at", *_SHOWN)


def _tell(data: Mapping[str, Any]) -> Line:
    said = (
        _("You said yes, and later no: %(words)s") if data["withdrawn_at"] else _("You said yes: %(words)s")
    )
    return Line(said % data, reverse("consents:mine"))


SECTIONS = (
    Section("consents", TITLE, _rows, _tell, gettext_lazy("This goes."), ("consents.Consent.person",)),
)
