"""What is written down of a deed of an office, and what of a report may be traced on the public square."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from parvis.kernel.clock import now
from parvis.kernel.journal.actions import Draft, record_many
from parvis.kernel.journal.rules import Plain
from parvis.kernel.people.models import Person
from parvis.services.reports.models import Comment, Report


def publicly(report: Report) -> dict[str, Any]:
    """Area and cell of a journal entry about this report; a private one happens nowhere that others could look."""
    return {"area_id": report.area_id, "cell": report.cell} if report.is_public else {}


def say(report: Report, by: Person, kind: Comment.Kind, words: str) -> Comment:
    """Words of the office, kept with the report."""
    return Comment.objects.create(report=report, person=by, office=report.office, kind=kind, words=words)


def deed_of(
    verb: str,
    report: Report,
    by: Person,
    data: dict[str, Plain] | None = None,
    *,
    said: Comment | None = None,
    at: datetime | None = None,
) -> Draft:
    """The entry, with the state afterwards and where its words are kept: whoever asks for news reads both."""
    office = report.office.slug if report.office else ""
    known: dict[str, Plain] = {"office": office, "category": report.category.slug, "state": str(report.state)}
    if said:
        known["words"] = said.public_id
    where = publicly(report)
    return Draft(
        verb,
        report.subject,
        by.public_id,
        at=at or now(),
        area_id=where.get("area_id"),
        cell=where.get("cell", ""),
        data={**known, **(data or {})},
    )


def note_deed(
    verb: str,
    report: Report,
    by: Person,
    data: dict[str, Plain] | None = None,
    *,
    said: Comment | None = None,
    at: datetime | None = None,
) -> None:
    """Record it, and when the office last did something."""
    note_deeds([(report, deed_of(verb, report, by, data, said=said, at=at))])


def note_deeds(deeds: Sequence[tuple[Report, Draft]]) -> None:
    """Record what one deed did to several reports; at once, so that their areas' chains are taken in one order."""
    for report, draft in deeds:
        Report.objects.filter(pk=report.pk).update(updated_at=draft.at)
    record_many(draft for _report, draft in deeds)


def told_of(report: Report) -> dict[str, str]:
    """What a notice about it needs to know."""
    return {"report": report.public_id, "reference": report.reference}
