"""Who waits for a digest, and for what."""

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from parvis.kernel.clock import now
from parvis.kernel.digests.rules import last_morning
from parvis.kernel.notices.models import EMAIL, Delivery, Pace

GATHERED = (Pace.DAILY, Pace.WEEKLY)


def turn_of(pace: Pace, moment: datetime) -> datetime:
    """Up to when digests of this pace tell, if they are written at this moment."""
    return last_morning(moment, settings.CITY.zone, of_the_week=pace is Pace.WEEKLY)


def waiting(pace: Pace, turn: datetime) -> QuerySet[Delivery]:
    """What is to be told in the digests of a turn."""
    return Delivery.objects.filter(
        channel=EMAIL,
        pace=pace,
        state=Delivery.State.WAITING,
        created_at__lt=turn,
        notice__person__isnull=False,
    )


def people_waiting(pace: Pace, turn: datetime) -> list[int]:
    """Who has something waiting, each once; not those whose letter just failed and is tried again a little later."""
    everything = waiting(pace, turn).order_by("notice__person_id")
    put_off = everything.filter(due_at__gt=now()).values("notice__person_id")
    people = everything.exclude(notice__person_id__in=put_off).values_list("notice__person_id", flat=True)
    return [person for person in people.distinct() if person is not None]


def has_had(person_id: int, pace: Pace, turn: datetime) -> bool:
    """True when this person got the digest of this turn: what comes in late waits for the next."""
    rows = Delivery.objects.filter(channel=EMAIL, pace=pace, notice__person=person_id)
    return rows.filter(state=Delivery.State.SENT, sent_at__gte=turn).exists()
