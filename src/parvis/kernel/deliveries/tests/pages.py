"""The page of deliveries with something on it."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from parvis.kernel.clock import now
from parvis.kernel.deliveries.models import Day
from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """Two days of e-mail, one of another way that failed."""
    today = localdate(now())
    for back, channel, sent, failed in ((1, "email", 1200, 3), (2, "email", 900, 0), (1, "sms", 0, 2)):
        seconds = 4.2 if sent else None
        day = today - timedelta(days=back)
        Day.objects.create(
            day=day, channel=channel, sent=sent, failed=failed, spared=1, waiting=0, seconds=seconds
        )
    return [Sample("what reached people", "/notices/figures/")]
