"""Hourly work of helping."""

from parvis.kernel.jobs.work import every
from parvis.services.helping.actions import lapse, remind


@every("12 * * * *", "helping.look_at_the_clock")
def look_at_the_clock() -> None:
    """Remind whoever has a day left; what was held too long is free again."""
    remind()
    lapse()
