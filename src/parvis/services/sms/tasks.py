"""Periodic work: what nobody answered is read by a person."""

from parvis.kernel.jobs.work import every
from parvis.services.sms.actions.taking import lay_old_aside


@every("7 * * * *", "sms.lay_old_aside")
def lay_aside_what_is_old() -> None:
    """Every hour."""
    lay_old_aside()
