"""Reports as a map shows them."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from parvis.kernel.places import clusters
from parvis.services.reports.models import Report
from parvis.services.reports.queries.find import Filters, narrowed
from parvis.services.reports.rules import UNDERWAY, Box


def clustered(rows: QuerySet[Report], filters: Filters, box: Box) -> dict[str, Any]:
    """GeoJSON for a map view. Without a wish for states, only what is underway: the map shows what is going on."""
    inside = narrowed(rows, replace(filters, box=box, states=filters.states or UNDERWAY))
    return clusters.clustered(
        inside, box.east - box.west, lambda: map(_pin, inside.select_related("category"))
    )


def _pin(report: Report) -> dict[str, Any]:
    return {
        "lon": report.lon,
        "lat": report.lat,
        "href": reverse("reports:report", args=[report.public_id]),
        "title": str(report.category),
        "question": "saw",
        "count": 1,
    }
