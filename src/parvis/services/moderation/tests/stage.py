"""What stories of moderation begin with."""

from parvis.kernel.people.models import Person
from parvis.kernel.trust.actions import Reason
from parvis.kernel.trust.models import Decision
from parvis.kernel.trust.rules import Ground
from parvis.services.moderation.actions import take_away
from parvis.services.moderation.rules import Taking
from parvis.services.reports.models import Report

WHY = "It names a neighbour."


def because(by: Person, words: str = WHY, ground: Ground = Ground.PERSONAL_DATA) -> Reason:
    """A reason."""
    return Reason(ground, words, by)


def cut_out(report: Report, by: Person, *passages: str) -> Decision:
    """Words taken out of a report."""
    return take_away(report.subject, Taking(passages=passages), because(by))[0]


def hidden(subject: str, by: Person) -> Decision:
    """All of something hidden."""
    return take_away(subject, Taking(whole=True), because(by))[0]
