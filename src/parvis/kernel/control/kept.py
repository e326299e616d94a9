"""What is kept of who decided: how long and why, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from parvis.kernel.control.models import Act, Proposal
from parvis.kernel.keeping.handling import SAID_TO_EVERYONE
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.people.models import Person

TITLE = gettext_lazy("Decisions of the city")
HANDLING = SAID_TO_EVERYONE
_ANSWER = gettext_lazy("so that the city can answer for what it decided")
_WORDS = gettext_lazy("a public decision of the city")

RULES = {
    "Act.person": Kept(None, _ANSWER, "at"),
    "Act.second": Kept(None, _ANSWER, "at"),
    "Act.reason": Kept(None, _WORDS, "at"),
    "Proposal.proposed_by": Kept(None, _ANSWER, "proposed_at"),
    "Proposal.ended_by": Kept(None, _ANSWER, "proposed_at"),
    "Proposal.reason": Kept(None, _WORDS, "proposed_at"),
    "Proposal.answer": Kept(None, _ANSWER, "proposed_at"),
}


def _acts(person: Person) -> QuerySet[Any, Any]:
    mine = Act.objects.filter(Q(person=person) | Q(second=person))
    return rows_of(mine, "at", "public_id", "verb", "subject", "reason", "at")


def _proposals(person: Person) -> QuerySet[Any, Any]:
    mine = Proposal.objects.filter(Q(proposed_by=person) | Q(ended_by=person))
    return rows_of(mine, "proposed_at", "public_id", "verb", "subject", "reason", "answer", "state")


def _tell_act(data: Mapping[str, Any]) -> Line:
    return Line(data["reason"] or data["verb"], reverse("decisions:decision", args=[data["public_id"]]))


def _tell_proposal(data: Mapping[str, Any]) -> Line:
    return Line(data["reason"], reverse("office-decisions:proposal", args=[data["public_id"]]))


SECTIONS = (
    Section(
        "acts",
        gettext_lazy("What I decided for the city, as the register has it"),
        _acts,
        _tell_act,
        gettext_lazy("This stays without your name, because it is the city's decision."),
        ("control.Act.person", "control.Act.second", "control.Act.reason"),
    ),
    Section(
        "proposals",
        gettext_lazy("What I proposed to decide, or answered"),
        _proposals,
        _tell_proposal,
        gettext_lazy("This stays without your name, because it is the city's decision."),
        tuple(f"control.{name}" for name in RULES if name.startswith("Proposal")),
    ),
)
