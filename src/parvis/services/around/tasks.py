"""Periodic work of around."""

from parvis.kernel.jobs.work import every
from parvis.services.around.actions import send_due


@every("10 * * * *", "around.send_due")
def write_letters() -> None:
    """Ten minutes after the hour, so that what was begun before it has been written down."""
    while send_due():
        pass
