"""Periodic work on proposals and lent roles."""

from parvis.kernel.control.actions import lapse
from parvis.kernel.jobs.work import every


@every("*/10 * * * *", "control.lapse")
def end_what_is_over() -> None:
    """Proposals that nobody signed in time, roles whose time is over."""
    lapse()
