"""Pages of composer with something on them."""

from typing import Any

from parvis.kernel.catalogue.actions import copy
from parvis.kernel.places.queries import neighbourhoods
from parvis.kernel.sheets.rules import Sheet
from parvis.kernel.testing.addresses import Sample
from parvis.services.composer.tests.stage import composed, opened, piloted
from parvis.services.reports.tests.stage import build


def samples(cast: Any) -> list[Sample]:
    """A service that everybody reads, a draft with open lines, a copy."""
    build()
    east, west = neighbourhoods()["east-side"], neighbourhoods()["west-side"]
    service = opened(cast, piloted(cast, composed(cast, area=east)))
    draft = composed(cast, Sheet(names={"en": "A first thought"}), fallback=None)
    made = copy(service.pk, west, cast.street_lighting, cast.mona)
    office = "/office/services/"
    return [
        Sample("services of the city", "/services/"),
        Sample("a service and its terms", service.get_absolute_url()),
        Sample("services as the office sees them", office, "mona"),
        Sample("services that somebody cannot compose", office, "amina"),
        Sample("beginning a service", f"{office}new/", "mona"),
        Sample("composing a draft", f"{office}{draft.pk}/compose/", "mona"),
        Sample("composing what is open", f"{office}{service.pk}/compose/", "dana"),
        Sample("a draft with open lines", f"{office}{draft.pk}/", "mona"),
        Sample("an open service and its next stages", f"{office}{service.pk}/", "mona"),
        Sample("a service of another office", f"{office}{service.pk}/", "omar"),
        Sample("a draft as residents will see it", f"{office}{draft.pk}/preview/", "mona"),
        Sample("copying a service", f"{office}{service.pk}/copy/", "mona"),
        Sample("comparing a copy with its source", f"{office}{service.pk}/compare/{draft.pk}/", "mona"),
        Sample("comparing two that are the same", f"{office}{made.pk}/compare/{service.pk}/", "mona"),
        Sample("a service as a file", f"{office}{service.pk}/file/", "mona"),
        Sample("taking in a file", f"{office}file/", "mona"),
    ]
