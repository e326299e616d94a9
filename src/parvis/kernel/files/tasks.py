"""Nightly work."""

from parvis.kernel.files.actions import throw_away_orphans, throw_away_unclaimed
from parvis.kernel.jobs.work import every


@every("20 3 * * *", "files.tidy_up")
def tidy_up() -> None:
    """Throw away what nobody claimed, and files that belong to nothing."""
    throw_away_unclaimed()
    throw_away_orphans()
