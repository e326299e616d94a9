"""Periodic work of waits."""

from parvis.kernel.jobs.work import every
from parvis.services.waits.actions import count_anew


@every("7 4 * * *", "waits.count_anew")
def count_every_night() -> None:
    """Once a night: a middle wait over ninety days and more does not move within one."""
    count_anew()
