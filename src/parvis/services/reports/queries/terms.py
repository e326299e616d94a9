"""On which terms reports are offered somewhere."""

from parvis.kernel.catalogue.queries import service_of
from parvis.kernel.places.index import areas_at
from parvis.services.reports.rules import PHOTOS_AT_MOST


def photos_at_most(lat: float | None, lon: float | None) -> int:
    """How many photographs somebody can add to a report of this place, as its service is composed."""
    areas = areas_at(lat, lon) if lat is not None and lon is not None else None
    service = service_of("reports", areas.neighbourhood if areas else None)
    return int(service.settings.get("photos_at_most", PHOTOS_AT_MOST)) if service else PHOTOS_AT_MOST
