"""Points of a table as a map shows them: from far, clusters counted by the database; from near, one pin for each."""

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

from django.db.models import Avg, Count, F, FloatField, Func, Model, QuerySet, Value

PINS_AT_MOST = 300
CLUSTERS_ACROSS = 12


def clustered[Row: Model](
    inside: QuerySet[Row], width: float, pins: Callable[[], Iterable[dict[str, Any]]]
) -> dict[str, Any]:
    """GeoJSON for a map view `width` degrees across. `inside` are the rows in it, by their fields `lat` and `lon`;
    `pins` gives the properties of each with its `lon` and `lat`, and is asked only where they are few."""
    squares = _counted(inside, width)
    if sum(square["count"] for square in squares) > PINS_AT_MOST:
        return _collection(
            (each["middle_lon"], each["middle_lat"], {"count": each["count"]}) for each in squares
        )
    return _collection((pin.pop("lon"), pin.pop("lat"), pin) for pin in pins())


def _counted(rows: QuerySet[Any], width: float) -> list[Any]:
    """Counts on a grid of about `CLUSTERS_ACROSS` squares, placed at the middle of what each holds."""
    step = max(width / CLUSTERS_ACROSS, 1e-6)
    # Ordered here: the database would sort every row that it counts, a hundred thousand for two hundred squares.
    found = (
        rows.order_by()
        .values(column=_square("lon", step), row=_square("lat", step))
        .annotate(count=Count("*"), middle_lon=Avg("lon"), middle_lat=Avg("lat"))
    )
    return sorted(found, key=itemgetter("column", "row"))


def _square(name: str, step: float) -> Func:
    return Func(F(name) / Value(step), function="floor", output_field=FloatField())


def _collection(points: Iterable[tuple[float, float, dict[str, Any]]]) -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]},
            "properties": properties,
        }
        for lon, lat, properties in points
    ]
    return {"type": "FeatureCollection", "features": features}
