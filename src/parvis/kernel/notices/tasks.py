"""Periodic work on notices."""

from parvis.kernel.jobs.work import every
from parvis.kernel.notices.actions import give_up


@every("*/15 * * * *", "notices.give_up")
def mark_failed() -> None:
    """What could not be delivered in days is shown as failed."""
    give_up()
