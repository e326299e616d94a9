"""Reads of kiosks."""

from typing import Any

from django.db.models import QuerySet

from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.people.models import Person
from parvis.services.counter.contracts import digest_of
from parvis.services.kiosk.models import Kiosk

KIOSKS_SHOWN = 100


def kiosk_with(secret: str) -> Kiosk | None:
    """The kiosk that this device is; None when it is none, or none any more."""
    return Kiosk.objects.filter(device=digest_of(secret)).first() if secret else None


def kiosks() -> list[Kiosk]:
    """All kiosks, the newest first."""
    return list(Kiosk.objects.order_by("-created_at", "-pk")[:KIOSKS_SHOWN])


def kept_kiosks(person: Person) -> QuerySet[Any, Any]:
    """The kiosks that an official put up."""
    return rows_of(Kiosk.objects.filter(made_by=person), "created_at", "name", "created_at", "closed_at")
