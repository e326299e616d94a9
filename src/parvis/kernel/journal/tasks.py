"""The journal's periodic work."""

from datetime import timedelta

from parvis.kernel.clock import now
from parvis.kernel.jobs.work import every
from parvis.kernel.journal.actions import forget_keys, prepare_months

KEYS_KEPT = timedelta(days=30)


@every("17 2 * * *", "journal.prepare_months")
def make_room() -> None:
    """Partitions for the months ahead, so that entries do not land in the default one."""
    today = now().date()
    prepare_months(today, today + timedelta(days=93))


@every("27 2 * * *", "journal.forget_keys")
def drop_old_keys() -> None:
    """Idempotency keys are kept for a month."""
    forget_keys(now() - KEYS_KEPT)
