"""Periodic work of figures."""

from parvis.kernel.jobs.work import every
from parvis.services.figures.actions import count_anew


@every("21 4 * * *", "figures.count_anew")
def count_every_night() -> None:
    """Once a night: months and spans of ninety days do not move within one."""
    count_anew()
