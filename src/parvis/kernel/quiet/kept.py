"""What is kept of quiet hours, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.keeping.handling import Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.quiet.models import Wish

TITLE = gettext_lazy("Quiet hours")
HANDLING = Handling(Basis.REQUEST, Whose.MEMBERS, Seen.NOBODY)
RULES = {"Wish.person": Kept(None, gettext_lazy("so that we do not disturb you when you want quiet"))}


def _wishes(person: Person) -> QuerySet[Any, Any]:
    return rows_of(Wish.objects.filter(person=person), "changed_at", "starts", "ends")


def _tell(data: Mapping[str, Any]) -> Line:
    told = _("Quiet from %(starts)s to %(ends)s o'clock") % data
    return Line(told, reverse("wishes:preferences"))


SECTIONS = (Section("quiet", TITLE, _wishes, _tell, gettext_lazy("This goes."), ("quiet.Wish.person",)),)
