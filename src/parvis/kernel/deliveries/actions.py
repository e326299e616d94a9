"""The only writers of what became of deliveries: the counts, and what is given up."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from parvis.kernel.clock import now
from parvis.kernel.deliveries.models import Day
from parvis.kernel.deliveries.queries import counted
from parvis.kernel.notices.actions import MOST_TRIES
from parvis.kernel.notices.models import Delivery, Pace

# Longer than a job is tried; what is gathered is tried each morning anew, and may have waited for a Monday before.
GIVE_UP_AFTER, GIVE_UP_GATHERED_AFTER = timedelta(days=3), timedelta(days=14)


def count(day: date) -> int:
    """Count a day of the city anew, from what is still kept of it; returns the number of ways. Twice is once."""
    since, until = _start(day), _start(day + timedelta(days=1))
    with transaction.atomic():
        rows = [Day(day=day, **each) for each in counted(since, until)]
        Day.objects.filter(day=day).delete()
        Day.objects.bulk_create(rows)
    return len(rows)


def give_up() -> int:
    """Mark as failed what was tried in vain for days, so that people can see it."""
    at_once = Q(pace=Pace.NOW)
    old = at_once & Q(since__lte=now() - GIVE_UP_AFTER)
    old |= ~at_once & Q(created_at__lte=now() - GIVE_UP_GATHERED_AFTER)
    tried = Delivery.objects.filter(state=Delivery.State.WAITING, tries__gte=MOST_TRIES)
    since = Coalesce("due_at", "created_at")
    return tried.alias(since=since).filter(old).update(state=Delivery.State.FAILED)


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=settings.CITY.zone)
