"""The clock's own hand."""

from parvis.kernel.jobs.work import every
from parvis.kernel.promises.actions import escalate_due

BATCH = 200


@every("*/5 * * * *", "promises.escalate")
def escalate() -> None:
    """Every five minutes: what is overdue goes to the next office in its chain, batch by batch."""
    while escalate_due(BATCH) == BATCH:
        pass
