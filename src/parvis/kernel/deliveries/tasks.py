"""The nightly count, and giving up."""

from datetime import timedelta

from django.utils.timezone import localdate

from parvis.kernel.clock import now
from parvis.kernel.deliveries.actions import count, give_up
from parvis.kernel.jobs.work import every

# What waited for a morning, a digest or another try is counted again, by the day on which it was written.
DAYS_COUNTED_AGAIN = 8


@every("40 7 * * *", "deliveries.count")
def count_days() -> None:
    """Yesterday, and the days before it whose deliveries may have gone out since."""
    today = localdate(now())
    for back in range(1, DAYS_COUNTED_AGAIN + 1):
        count(today - timedelta(days=back))


@every("*/15 * * * *", "deliveries.give_up")
def mark_failed() -> None:
    """What could not be delivered in days is shown as failed."""
    give_up()
