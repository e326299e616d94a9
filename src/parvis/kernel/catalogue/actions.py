"""The only writers of services."""

from typing import Any

from parvis.kernel.catalogue.models import Service
from parvis.kernel.clock import now
from parvis.kernel.people.models import Organisation
from parvis.kernel.places.models import Area


def offer(
    module: str,
    steward: Organisation,
    *,
    area: Area | None = None,
    stage: str,
    settings: dict[str, Any] | None = None,
) -> Service:
    """Offer a module in an area, or bring the offer up to date. `ValidationError` says which setting is wrong."""
    service = Service.objects.filter(module=module, area=area).first() or Service(
        module=module, area=area, since=now().date()
    )
    service.steward, service.stage, service.settings = steward, stage, settings or {}
    service.full_clean()
    service.save()
    return service
