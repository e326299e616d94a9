"""The nightly look at whether what was signed is still what the programs do."""

from parvis.kernel.assessments.actions import notice_changes
from parvis.kernel.jobs.work import every


@every("23 4 * * *", "assessments.notice_changes")
def notice() -> None:
    """After a night on which a new release came, what was assessed may be out of date."""
    notice_changes()
