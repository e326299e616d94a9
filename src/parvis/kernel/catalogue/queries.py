"""Reads of services."""

from parvis.kernel.catalogue.models import Service
from parvis.kernel.places.queries import versions_of

OPEN_STAGES = (Service.Stage.OPEN, Service.Stage.PILOT)


def service_of(module: str, area_id: int | None = None) -> Service | None:
    """The open offer of a module: the area's own, else the city-wide one; None where it is not offered."""
    offers = Service.objects.filter(module=module, stage__in=OPEN_STAGES)
    found = {offer.area_id: offer for offer in offers.order_by("pk")}
    everywhere = found.pop(None, None)
    same = versions_of(area_id) if found and area_id else ()
    return next((found[area] for area in same if area in found), everywhere)


def open_modules() -> set[str]:
    """The modules that the city offers anywhere now."""
    return set(
        Service.objects.filter(stage__in=OPEN_STAGES).order_by("module").values_list("module", flat=True)
    )
