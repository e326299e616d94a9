"""Periodic work on digests."""

from parvis.kernel.digests.actions import gather
from parvis.kernel.jobs.work import every


@every("*/15 * * * *", "digests.gather")
def gather_what_is_due() -> None:
    """Every quarter of an hour: also what a dead worker or a dead mail server left."""
    gather()
