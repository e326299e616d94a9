"""The demo data of assets: the service itself, and a history for its lamps out of what people really reported nearby.

The demo's layers are set up, and filled, by layers, before this."""

from django.conf import settings

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation
from parvis.kernel.places.rules import metres_between
from parvis.services.assets.actions.tying import tie
from parvis.services.assets.queries import Wanted, standing
from parvis.services.reports import contracts as reports

order = 78
LAYER, KIND = "street-lights", "street-light"
REPORTS, METRES = 80, 1200.0


def seed() -> None:
    """A second time changes nothing."""
    offer("assets", Organisation.objects.get(is_public_desk=True), stage="open")
    lon, lat = settings.CITY.centre
    lamps = list(standing(Wanted()).filter(layer__slug=LAYER))
    near = reports.Wanted(kinds=(KIND,), near=(lat, lon, METRES))
    # Of the reports at one spot only the newest: many were sent to the middle of their district.
    spots = {(each.lat, each.lon): each for each in reports.public(near, most=REPORTS if lamps else 0)}
    for (lat, lon), each in spots.items():
        nearest = min(lamps, key=lambda lamp: metres_between(lat, lon, lamp.lat, lamp.lon))
        tie(reports.Concern(each.number.replace("-", "").lower(), nearest.subject, lat, lon))
