"""Whoever sent a report, for rooms that have something to ask of them; no page shows it."""

from parvis.kernel.people.models import Person
from parvis.services.reports.models import Report


def author_of(id_: str) -> Person | None:
    """Whose report it is; None where it came without an account and nobody took it as theirs."""
    found = Report.objects.select_related("author").filter(public_id=id_).first()
    return found.author if found else None
