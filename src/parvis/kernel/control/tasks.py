"""Periodic work on proposals."""

from parvis.kernel.control.actions import lapse
from parvis.kernel.jobs.work import every


@every("*/10 * * * *", "control.lapse")
def end_what_is_over() -> None:
    """Proposals that nobody signed in time."""
    lapse()
