"""What is kept of vouches: how long and why, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.keeping.handling import Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Person
from parvis.kernel.vouching.models import Asking, Vouch

TITLE = gettext_lazy("Vouching")
_CHAIN = gettext_lazy("so that a false confirmation leads to what grew out of it, as long as that can stand")
# A confirmation by vouching stands for two years, and its line is kept for one more.
DAYS = 3 * 365

RULES = {
    "Asking.person": Kept(DAYS, _CHAIN, "asked_at", row=True),
    "Vouch.voucher": Kept(DAYS, _CHAIN, "given_at", row=True),
}
HANDLING = Handling(Basis.REQUEST, Whose.MEMBERS, Seen.DESK)


def _asked(person: Person) -> QuerySet[Any, Any]:
    rows = Asking.objects.filter(person=person)
    return rows_of(
        rows, "asked_at", "asked_at", "until", "ended_at", names=F("area__names"), slug=F("area__slug")
    )


def _given(person: Person) -> QuerySet[Any, Any]:
    return rows_of(
        Vouch.objects.filter(voucher=person),
        "given_at",
        *("given_at", "withdrawn_at"),
        name=F("asking__person__public_name"),
    )


def _tell_asked(data: Mapping[str, Any]) -> Line:
    area = in_reader_language(data["names"], data["slug"])
    return Line(_("Asked that neighbours vouch: %(area)s") % {"area": area}, reverse("vouching:mine"))


def _tell_given(data: Mapping[str, Any]) -> Line:
    return Line(data["name"] or _("A resident"), reverse("vouching:mine"))


SECTIONS = (
    Section(
        "vouching-asked",
        gettext_lazy("When I asked that neighbours vouch"),
        _asked,
        _tell_asked,
        gettext_lazy("This goes."),
        ("vouching.Asking.person",),
    ),
    Section(
        "vouching-given",
        gettext_lazy("For whom I vouched"),
        _given,
        _tell_given,
        gettext_lazy("This stays without your name, because others were confirmed by it."),
        ("vouching.Vouch.voucher",),
    ),
)
