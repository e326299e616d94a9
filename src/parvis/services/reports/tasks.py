"""Periodic work on reports."""

from parvis.kernel.jobs.work import every
from parvis.services.reports.actions.opening import ask_unconfirmed, open_unconfirmed

BATCH = 200


@every("23 * * * *", "reports.ask_unconfirmed")
def ask_for_confirmation() -> None:
    """Write again to those who have not confirmed their address."""
    ask_unconfirmed(BATCH)


@every("43 * * * *", "reports.open_unconfirmed")
def open_what_waited() -> None:
    """After two weeks a report goes to its office without a name, so that nothing is lost."""
    while open_unconfirmed(BATCH) == BATCH:
        pass
