"""Reads of text messages."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.services.carrier.contracts import lines_of
from parvis.services.sms.models import Incoming
from parvis.services.sms.rules import State

SHOWN = 50


def digest_of(message: str) -> str:
    """What is kept of the number that a gateway gave to a message."""
    return salted_hmac("sms.message", message, algorithm="sha256").hexdigest()


def held() -> list[Incoming]:
    """What waits for somebody's eyes, the oldest first."""
    return list(Incoming.objects.filter(state=State.HELD).order_by("created_at", "pk")[:SHOWN])


def last_in() -> datetime | None:
    """When the newest message came."""
    return Incoming.objects.values_list("created_at", flat=True).first()


def kept_texts(person: Person) -> QuerySet[Any, Any]:
    """What somebody wrote from a phone of theirs and what still waits."""
    rows = Incoming.objects.filter(line__in=lines_of(person), state__in=[State.HELD, State.ASKED])
    return rows_of(rows, "created_at", "words", "state", "created_at")


def held_one(public_id: str) -> Incoming:
    """One that waits; `AbsentError` when it is settled or was never there."""
    found = Incoming.objects.filter(public_id=public_id, state=State.HELD).first()
    if found is None:
        raise AbsentError
    return found
