"""Periodic work of around."""

from parvis.kernel.jobs.work import every
from parvis.services.around.actions import forget_watches, send_due

BATCH = 200


@every("10 * * * *", "around.send_due")
def write_letters() -> None:
    """Ten minutes after the hour, so that what was begun before it has been written down."""
    while send_due(BATCH) == BATCH:
        pass


@every("37 3 * * *", "around.forget_watches")
def forget() -> None:
    """What nobody confirmed goes, and what belonged to people who left."""
    forget_watches()
