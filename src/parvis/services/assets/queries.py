"""Reads of layers and assets."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.places.clusters import clustered
from parvis.kernel.places.queries import versions_of
from parvis.services.assets.models import Asset, Layer, Tie
from parvis.services.assets.rules import read_code

PAGE = 24
TIES_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the assets that are there. None means all; `box` is west, south, east, north in degrees."""

    layer: int | None = None
    area: int | None = None
    box: tuple[float, float, float, float] | None = None


def standing(wanted: Wanted) -> QuerySet[Asset]:
    """The assets that are not gone, in the order in which they became known."""
    rows = Asset.objects.filter(gone_at=None)
    if wanted.layer is not None:
        rows = rows.filter(layer=wanted.layer)
    if wanted.area is not None:
        rows = rows.filter(area__in=versions_of(wanted.area))
    if wanted.box is not None:
        west, south, east, north = wanted.box
        rows = rows.filter(lat__range=(south, north), lon__range=(west, east))
    return rows.order_by("pk")


def page_of(rows: QuerySet[Asset], after: int) -> tuple[list[Asset], int]:
    """A page of assets after the one with this key, and the key to go on from (0: that was all)."""
    shown = rows.select_related("layer", "area").defer("area__boundary").filter(pk__gt=after)
    found = list(shown[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else 0


def asset_named(text: str) -> Asset:
    """The asset with this code, gone or not, however it was typed. `AbsentError` when there is none."""
    rows = Asset.objects.select_related("layer__office", "area").defer("area__boundary")
    found = rows.filter(code=read_code(text)).first()
    if found is None:
        raise AbsentError
    return found


def reports_about(asset: Asset) -> list[str]:
    """The ids of the newest reports about it, newest first, public or not."""
    return list(asset.ties.values_list("report", flat=True)[:TIES_SHOWN])


def ties_of(assets: Iterable[Asset]) -> dict[str, int]:
    """Ids of reports about these assets, with the key of the asset."""
    return dict(Tie.objects.filter(asset__in=list(assets)).order_by("pk").values_list("report", "asset_id"))


def layer_names(slugs: set[str]) -> dict[str, str]:
    """The names of these layers in the reader's language."""
    return {each.slug: str(each) for each in Layer.objects.filter(slug__in=slugs)}


def on_map(rows: QuerySet[Asset], width: float) -> dict[str, Any]:
    """GeoJSON for a map view `width` degrees across."""
    return clustered(rows, width, lambda: map(_pin, rows.select_related("layer")))


def _pin(asset: Asset) -> dict[str, Any]:
    place = {"lon": asset.lon, "lat": asset.lat}
    return {**place, "href": asset.get_absolute_url(), "title": str(asset), "question": "need", "count": 1}
