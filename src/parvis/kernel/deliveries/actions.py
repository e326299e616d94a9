"""The only writer of the counts."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction

from parvis.kernel.deliveries.models import Day
from parvis.kernel.deliveries.queries import counted


def count(day: date) -> int:
    """Count a day of the city anew, from what is still kept of it; returns the number of ways. Twice is once."""
    since, until = _start(day), _start(day + timedelta(days=1))
    with transaction.atomic():
        rows = [Day(day=day, **each) for each in counted(since, until)]
        Day.objects.filter(day=day).delete()
        Day.objects.bulk_create(rows)
    return len(rows)


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=settings.CITY.zone)
