"""What of a report may be traced on the public square."""

from typing import Any

from parvis.services.reports.models import Report


def publicly(report: Report) -> dict[str, Any]:
    """Area and cell of a journal entry about this report; a private one happens nowhere that others could look."""
    return {"area_id": report.area_id, "cell": report.cell} if report.is_public else {}
