"""Periodic work on limits."""

from datetime import timedelta

from parvis.kernel.clock import now
from parvis.kernel.jobs.work import every
from parvis.kernel.trust.actions import forget_allowances


@every("37 3 * * *", "trust.forget_allowances")
def drop_old_limits() -> None:
    """Limits untouched for two days are full again."""
    forget_allowances(now() - timedelta(days=2))
