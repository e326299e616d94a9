"""What is kept of builders and their programs, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.keeping.handling import Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.programs.models import Program

TITLE = _("Programs")
HANDLING = Handling(Basis.REQUEST, Whose.BUILDERS, Seen.DESK)
RULES = {"Program.owner": Kept(None, _("so that somebody answers for the program, as long as it may call"))}
_SHOWN = ("name", "website", "scopes", "asked", "per_hour", "created_at", "used_at", "revoked_at")


def _rows(person: Person) -> QuerySet[Any, Any]:
    return rows_of(Program.objects.filter(owner=person), "created_at", *_SHOWN)


def _tell(data: Mapping[str, Any]) -> Line:
    return Line(data["name"], reverse("programs:mine"))


SECTIONS = (
    Section(
        "programs",
        _("My programs"),
        _rows,
        _tell,
        _("They are switched off, and nothing tells any more whose they were."),
        ("programs.Program.owner",),
    ),
)
