"""Which reports are about which asset."""

from parvis.kernel.places.rules import metres_between
from parvis.services.assets.models import SUBJECT, Asset, Tie
from parvis.services.assets.rules import TIED_WITHIN_METRES, read_code
from parvis.services.reports.contracts import Concern


def tie(concern: Concern) -> None:
    """Keep that a report is about an asset, in the transaction that keeps the report.

    Anybody can write anything into an address: what is far from the asset, or names none that stands, is not tied.
    """
    kind, _colon, code = concern.about.partition(":")
    asset = Asset.objects.filter(code=read_code(code), gone_at=None).first() if kind == SUBJECT else None
    if asset and metres_between(asset.lat, asset.lon, concern.lat, concern.lon) <= TIED_WITHIN_METRES:
        Tie.objects.get_or_create(report=concern.report, defaults={"asset": asset})
