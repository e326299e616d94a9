"""Reads of findings."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.people.models import Person
from parvis.services.defects.contracts import named
from parvis.services.findings.models import Finding


def found_by(person: Person, reports: Sequence[str], day: date) -> set[str]:
    """At which of these reports this person was on that day or later, in the city's time."""
    rows = Finding.objects.filter(person=person, report__in=list(reports), looked_at__date__gte=day)
    return set(rows.order_by("pk").values_list("report", flat=True))


def findings_about(report: str) -> list[tuple[Finding, str, str]]:
    """What was found before, newest first, with the names of its priority and its defect."""
    rows = list(
        Finding.objects.select_related("person").filter(report=report).order_by("-looked_at", "-pk")[:10]
    )
    names = named([each.priority for each in rows] + [each.defect for each in rows])
    return [(each, names.get(each.priority, ""), names.get(each.defect, "")) for each in rows]


def priorities_of(reports: Sequence[str]) -> Mapping[str, str]:
    """How urgent each of these reports is, as somebody who was there said last."""
    rows = Finding.objects.filter(report__in=list(reports)).exclude(priority="").order_by("looked_at", "pk")
    last = dict(rows.values_list("report", "priority"))
    names = named(last.values())
    return {report: names.get(priority, "") for report, priority in last.items()}


def pairs_about(report: str) -> list[Finding]:
    """The findings with a photograph, oldest first, the photographs at hand."""
    rows = Finding.objects.select_related("before", "after").filter(report=report)
    return list(rows.exclude(before=None, after=None).order_by("looked_at", "pk"))


def handed_in(by: Person, key: str) -> Finding | None:
    """What this person handed in under this key."""
    return Finding.objects.filter(key=own_key(by, key)).first()


def own_key(by: Person, key: str) -> str:
    """A key is good for one person: nobody else's can get in its way."""
    return f"{by.public_id}:{key}"


def kept_findings(person: Person) -> QuerySet[Any, Any]:
    """For "My data"."""
    names = ("report", "outcome", "words", "looked_at", "sent_at", "priority", "defect")
    return rows_of(Finding.objects.filter(person=person), "sent_at", *names)
