"""Periodic work: what is due goes out."""

from parvis.kernel.jobs.work import every
from parvis.services.carrier.actions.sending import deliver_due


@every("* * * * *", "carrier.deliver_due")
def send_what_is_due() -> None:
    """What waited for the morning, what failed before, and what a dead worker left."""
    while deliver_due():
        pass
