"""What is kept of flags and decisions: how long and why, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from parvis.kernel.journal.sentences import path_of
from parvis.kernel.keeping.handling import WORK_OF_OFFICIALS, Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.trust.models import GROUND_LABELS, Decision, Flag, Setback
from parvis.kernel.trust.rules import DAYS_SET_BACK, DAYS_WITHHELD, Ground

TITLE = gettext_lazy("Moderation")
HANDLING = Handling(
    Basis.LAW, Whose.MEMBERS, Seen.DESK, but=dict.fromkeys(("Decision.decided_by",), WORK_OF_OFFICIALS)
)
_ONE_EACH = gettext_lazy("so that each person's flag counts once, until a year after it was looked at")
_ANSWER = gettext_lazy("so that the city can answer for what it hid")
_GIVE_BACK = gettext_lazy("so that what was hidden can be given back, as long as its author may ask for that")
_NO_MORE_ADS = gettext_lazy("so that whoever advertises can do only as much as a guest, for some months")

RULES = {
    "Flag.person": Kept(365, _ONE_EACH, "settled_at"),
    "Flag.words": Kept(365, _ONE_EACH, "settled_at"),
    "Decision.decided_by": Kept(None, _ANSWER, "decided_at"),
    "Decision.upload": Kept(DAYS_WITHHELD, _GIVE_BACK, "decided_at"),
    "Original.words": Kept(DAYS_WITHHELD, _GIVE_BACK, "kept_at", row=True),
    "Setback.person": Kept(DAYS_SET_BACK, _NO_MORE_ADS, "since", row=True),
}
_SAID = ("subject", "ground", "words")


def _flags(person: Person) -> QuerySet[Any, Any]:
    return rows_of(Flag.objects.filter(person=person), "created_at", *_SAID, "created_at", "settled_at")


def _decisions(person: Person) -> QuerySet[Any, Any]:
    return rows_of(
        Decision.objects.filter(decided_by=person), "decided_at", *_SAID, "decided_at", "lifted_at"
    )


def _setbacks(person: Person) -> QuerySet[Any, Any]:
    of_decision = {name: f"decision__{name}" for name in (*_SAID, "lifted_at")}
    return rows_of(Setback.objects.filter(person=person), "since", "since", **of_decision)


def _tell(data: Mapping[str, Any]) -> Line:
    ground = str(GROUND_LABELS[Ground(data["ground"])])
    return Line(f"{ground}: {data['words']}" if data["words"] else ground, path_of(data["subject"]))


SECTIONS = (
    Section(
        "flags",
        gettext_lazy("What I flagged"),
        _flags,
        _tell,
        gettext_lazy("This stays without your name; your words go if you choose so below."),
        ("trust.Flag.person", "trust.Flag.words"),
    ),
    Section(
        "decisions",
        gettext_lazy("What I decided for the city"),
        _decisions,
        _tell,
        gettext_lazy("This stays without your name, because it is the city's decision."),
        ("trust.Decision.decided_by",),
    ),
    Section(
        "setbacks",
        gettext_lazy("Why I may do only as much as a guest"),
        _setbacks,
        _tell,
        gettext_lazy("This goes with your account."),
        ("trust.Setback.person",),
    ),
)
