"""Whoever sent a report without an account is reached by another room, and speaks through it, unnamed."""

from collections import Counter
from datetime import timedelta

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.services.reports.actions.exchange import look_through
from parvis.services.reports.actions.senders import answer_through, reach_senders
from parvis.services.reports.models import Report
from parvis.services.reports.queries.find import offered_categories
from parvis.services.reports.rules import State

__all__ = ["author_of", "common_kinds", "look_for_sender", "reach_senders", "write_for_sender"]
DAYS_COUNTED = 30
COUNTED_AT_MOST = 5000


def write_for_sender(id_: str, via: str, words: str) -> bool:
    """What the sender says about their report, private ones too; False when it is gone. `RefusedError`: no words."""
    found = _published(id_)
    if found is not None:
        answer_through(found.pk, found.subject, via, words)
    return found is not None


def look_for_sender(id_: str, via: str, *, fixed: bool) -> bool:
    """The sender looked again. Their last look counts, one beside those of accounts; False when the report is gone."""
    found = _published(id_)
    if found is not None:
        look_through(found.pk, via, fixed=fixed, at=now())
    return found is not None


def author_of(id_: str) -> Person | None:
    """Whose report it is; None where it came without an account and nobody took it as theirs."""
    found = Report.objects.select_related("author").filter(public_id=id_).first()
    return found.author if found else None


def common_kinds(most: int) -> list[tuple[str, str]]:
    """What was reported most of late and can be reported: slug and name, the most common first."""
    offered = {each.pk: each for each in offered_categories().filter(urgent={})}
    recent = Report.objects.filter(opened_at__gte=now() - timedelta(days=DAYS_COUNTED)).order_by("-opened_at")
    counts = Counter(recent.values_list("category_id", flat=True)[:COUNTED_AT_MOST])
    ranked = sorted(offered.values(), key=lambda each: -counts[each.pk])
    return [(each.slug, str(each)) for each in ranked[:most]]


def _published(id_: str) -> Report | None:
    return Report.objects.exclude(state=State.UNCONFIRMED).filter(public_id=id_).first()
