"""The clock's own hand."""

from parvis.kernel.jobs.work import every
from parvis.kernel.promises.actions import escalate_due, follow_absences

BATCH = 200


@every("*/5 * * * *", "promises.escalate")
def escalate() -> None:
    """Every five minutes: what absent offices hold, and what is overdue, goes to the next, batch by batch."""
    while follow_absences(BATCH):
        pass
    while escalate_due(BATCH) == BATCH:
        pass
