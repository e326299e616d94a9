"""What is kept of what people are told: how long and why, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.keeping.handling import Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section, is_of, rows_of
from parvis.kernel.notices.channels import channels
from parvis.kernel.notices.kinds import Category, kind_named, kinds
from parvis.kernel.notices.models import Delivery, Notice, Pace, Preference
from parvis.kernel.people.models import Person

TITLE = gettext_lazy("Notices")
RECIPIENTS = {
    "mail": gettext_lazy(
        "The mail server of each reader’s own provider: the address, and the words of the letter."
    )
}
HANDLING = Handling(Basis.REQUEST, Whose.SENDERS, Seen.NOBODY)
_INBOX = gettext_lazy("so that you can read again what we told you; the thing itself stays where it is")
_LETTER = gettext_lazy("so that we can say whether our letter was sent")
_WISH = gettext_lazy("so that we keep to what you want to hear")

RULES = {
    # A year of news is enough to look something up; nothing else depends on them.
    "Notice.person": Kept(365, _INBOX, row=True),
    # Guests cannot open an inbox: their letters are kept only for questions about whether they were sent.
    "Notice.email": Kept(90, _LETTER, row=True),
    # A mail server likes to repeat the address in its complaint.
    "Delivery.error": Kept(90, _LETTER),
    "Preference.person": Kept(None, _WISH),
    # Forgetting "do not write to me" would mean to write again.
    "Preference.email": Kept(None, _WISH),
}


def _notices(person: Person) -> QuerySet[Any, Any]:
    letters = Delivery.objects.filter(notice=OuterRef("pk"), channel="email").order_by("pk")
    return rows_of(
        Notice.objects.filter(is_of(person)),
        "created_at",
        *("kind", "data", "language", "created_at", "read_at"),
        letter=Subquery(letters.values("state")[:1]),
    )


def _wishes(person: Person) -> QuerySet[Any, Any]:
    rows = Preference.objects.filter(is_of(person)).annotate(since=Value(person.created_at))
    return rows_of(rows, "since", "category", "channel", "wanted", "pace")


def _tell_notice(data: Mapping[str, Any]) -> Line:
    if data["kind"] not in kinds():
        return Line(str(data["kind"]))  # told by a module that is switched off
    kind = kind_named(data["kind"])
    return Line(kind.title(data["data"]), kind.path(data["data"]))


def _tell_wish(data: Mapping[str, Any]) -> Line:
    way = channels().get(data["channel"])
    known = {
        "category": Category.LABELS.get(data["category"], data["category"]),
        "way": way.label if way else _("e-mail"),
        "pace": Pace(data["pace"]).label,
    }
    told = _("By %(way)s, %(pace)s: %(category)s") if data["wanted"] else _("Not by %(way)s: %(category)s")
    return Line(told % known, reverse("wishes:preferences"))


_GOES = gettext_lazy("This goes.")
SECTIONS = (
    Section(
        "notices",
        gettext_lazy("What we told you"),
        _notices,
        _tell_notice,
        _GOES,
        ("notices.Notice.person", "notices.Delivery.error"),
    ),
    Section(
        "wishes",
        gettext_lazy("What I want to hear"),
        _wishes,
        _tell_wish,
        _GOES,
        ("notices.Preference.person",),
    ),
)
