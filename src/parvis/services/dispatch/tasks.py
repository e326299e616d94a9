"""Periodic work: what is due goes out, and the other systems are asked for news."""

from parvis.kernel.jobs.work import every
from parvis.services.dispatch.actions.hearing import ask_all
from parvis.services.dispatch.actions.sending import deliver_due


@every("* * * * *", "dispatch.deliver_due")
def send_what_is_due() -> None:
    """What failed before, and what a dead worker left."""
    while deliver_due():
        pass


@every("*/2 * * * *", "dispatch.ask_all")
def ask_for_news() -> None:
    """What offices did in their own systems."""
    ask_all()
