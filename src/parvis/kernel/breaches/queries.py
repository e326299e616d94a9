"""Reads of breaches."""

from django.db.models import QuerySet

from parvis.kernel.breaches.models import Breach
from parvis.kernel.permissions.verdict import AbsentError


def breaches() -> QuerySet[Breach]:
    """All of them, the newest first."""
    return Breach.objects.all()


def breach_named(public_id: str) -> Breach:
    """One; `AbsentError` where there is none."""
    found = Breach.objects.filter(public_id=public_id).first()
    if found is None:
        raise AbsentError
    return found


def is_closed() -> bool:
    """Whether programs take nothing away at the moment."""
    return Breach.objects.filter(closes=True).exists()
