"""Reports as a map shows them: from far, clusters counted by the database; from near, one pin for each."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Avg, Count, F, FloatField, Func, QuerySet, Value
from django.urls import reverse

from parvis.services.reports.models import Report
from parvis.services.reports.queries.find import Filters, narrowed
from parvis.services.reports.rules import UNDERWAY, Box

PINS_AT_MOST = 300
CLUSTERS_ACROSS = 12


def clustered(rows: QuerySet[Report], filters: Filters, box: Box) -> dict[str, Any]:
    """GeoJSON for a map view. Without a wish for states, only what is underway: the map shows what is going on."""
    inside = narrowed(rows, replace(filters, box=box, states=filters.states or UNDERWAY))
    squares = _counted(inside, box)
    if sum(square["count"] for square in squares) > PINS_AT_MOST:
        return _collection(_cluster(square) for square in squares)
    return _collection(_pin(report) for report in inside.select_related("category"))


def _counted(rows: QuerySet[Report], box: Box) -> list[Any]:
    """Counts on a grid of about `CLUSTERS_ACROSS` squares, placed at the middle of what each holds."""
    step = max((box.east - box.west) / CLUSTERS_ACROSS, 1e-6)
    return list(
        rows.order_by()
        .values(column=_square("lon", step), row=_square("lat", step))
        .annotate(count=Count("*"), middle_lon=Avg("lon"), middle_lat=Avg("lat"))
        .order_by("column", "row")
    )


def _square(name: str, step: float) -> Func:
    return Func(F(name) / Value(step), function="floor", output_field=FloatField())


def _pin(report: Report) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [report.lon, report.lat]},
        "properties": {
            "href": reverse("reports:report", args=[report.public_id]),
            "title": str(report.category),
            "question": "saw",
            "count": 1,
        },
    }


def _cluster(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {
            "type": "Point",
            "coordinates": [round(row["middle_lon"], 6), round(row["middle_lat"], 6)],
        },
        "properties": {"count": row["count"]},
    }


def _collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}
