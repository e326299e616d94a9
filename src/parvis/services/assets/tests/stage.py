"""A small city with lamps and hydrants in its streets."""

from dataclasses import dataclass

from parvis.kernel.places.points import PointRow
from parvis.services.assets.actions.bringing import bring_in
from parvis.services.assets.actions.setup import LayerWish, keep_layer
from parvis.services.assets.models import Asset, Layer
from parvis.services.reports.models import Report
from parvis.services.reports.tests import stage as reports
from parvis.services.reports.tests.stage import HERE

LAMPS = LayerWish(
    slug="lamps",
    names={"en": "Street light", "ar": "عمود إنارة"},
    source="City of Boston",
    categories=("street-light",),
    facts={"kind": {"en": "Kind", "fr": "Genre"}},
    tags="highway=street_lamp",
)
HYDRANTS = LayerWish(
    slug="hydrants",
    names={"en": "Hydrant"},
    source="City of Boston",
    may_be_adopted=True,
    asks={"en": "Dig it out of the snow."},
    is_invented=True,
)


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands on it: the stage of the reports, two lamps 11 m apart, a hydrant."""

    city: reports.Stage
    lamps: Layer
    hydrants: Layer
    lamp: Asset
    other: Asset
    hydrant: Asset


def point(reference: str, lat: float = HERE[0], lon: float = HERE[1], **facts: str) -> PointRow:
    """A row of a file."""
    return PointRow(1, reference, lat, lon, facts)


def build() -> Stage:
    """Everything in place."""
    city = reports.build()
    lamps, hydrants = keep_layer(LAMPS, city.lighting), keep_layer(HYDRANTS, city.parks)
    bring_in("lamps", [point("L1", kind="LED", secret="4711"), point("L2", HERE[0] + 0.0001)])
    bring_in("hydrants", [point("H1", HERE[0] + 0.0002)])
    lamp, other, hydrant = Asset.objects.order_by("pk")
    return Stage(city, lamps, hydrants, lamp, other, hydrant)


def reported(stage: Stage, asset: Asset, **details: object) -> Report:
    """An open report about an asset."""
    given = {"lat": asset.lat, "lon": asset.lon, "about": asset.subject, **details}
    return reports.reported(stage.city, **given)
