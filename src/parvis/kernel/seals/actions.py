"""The only writer of generations."""

from django.db import transaction
from django.db.models import F

from parvis.kernel.clock import now
from parvis.kernel.seals.models import Generation
from parvis.kernel.seals.queries import generation


def renew() -> int:
    """Make every link worthless that was sent before; the number of the generation that holds now."""
    with transaction.atomic():
        Generation.objects.get_or_create(pk=1, defaults={"number": 0})
        Generation.objects.filter(pk=1).update(number=F("number") + 1, changed_at=now())
        return generation()
