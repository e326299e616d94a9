"""The open dataset of reports. Words, photographs and people stay out; private and unconfirmed reports too."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from parvis.kernel.commons.dataset import PDDL, Dataset, Field, Kind
from parvis.services.reports.models import Report
from parvis.services.reports.rules import PUBLISHED

_COLUMNS = (
    *(
        "public_id",
        "category__slug",
        "area__slug",
        "lat",
        "lon",
        "state",
        "closing",
        "finding",
        "office__slug",
    ),
    *("opened_at", "promise__due_at", "closed_at", "source"),
)


def rows() -> Iterator[tuple[Any, ...]]:
    """Public reports, oldest first, read in a stream."""
    public = Report.objects.filter(is_public=True, state__in=PUBLISHED).order_by("opened_at", "pk")
    for row in public.values_list(*_COLUMNS).iterator(chunk_size=5000):
        values = list(row)
        values[3], values[4] = round(values[3], 4), round(values[4], 4)
        yield tuple(values)


def updated() -> datetime | None:
    """When the newest report was opened or closed."""
    found = Report.objects.aggregate(opened=Max("opened_at"), closed=Max("closed_at"))
    moments = [moment for moment in found.values() if moment is not None]
    return max(moments, default=None)


DATASET = Dataset(
    slug="reports",
    title=_("Reports"),
    description=_(
        "What people saw in the street, which office answers, by when it promised, and how it ended."
    ),
    safety=_("Words, photographs and people are left out. Places are rounded to about ten metres."),
    licence=PDDL,
    attribution="City of Boston",
    fields=(
        Field("number", Kind.TEXT, _("Number of the report.")),
        Field("category", Kind.TEXT, _("What was reported.")),
        Field("area", Kind.TEXT, _("Neighbourhood.")),
        Field("latitude", Kind.NUMBER, _("Degrees north (WGS 84).")),
        Field("longitude", Kind.NUMBER, _("Degrees east (WGS 84).")),
        Field("state", Kind.TEXT, _("Where the work stands.")),
        Field("closing", Kind.TEXT, _("Why it was closed.")),
        Field("finding", Kind.TEXT, _("What residents found: fixed, not fixed, or unknown.")),
        Field("office", Kind.TEXT, _("The office that answers.")),
        Field("opened_at", Kind.MOMENT, _("When it was opened.")),
        Field("due_at", Kind.MOMENT, _("By when an answer was promised.")),
        Field("closed_at", Kind.MOMENT, _("When it was closed.")),
        Field("source", Kind.TEXT, _("By which door it came in.")),
    ),
    rows=rows,
    updated=updated,
    point=("latitude", "longitude"),
    keywords=("311", "reports", "street"),
)
