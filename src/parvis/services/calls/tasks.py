"""Periodic work on calls."""

from parvis.kernel.jobs.work import every
from parvis.services.calls.actions import count_all


@every("*/5 * * * *", "calls.count")
def count() -> None:
    """How far each call is, five minutes old at most."""
    count_all()
