"""The nightly look at what runs out."""

from parvis.kernel.assurance.actions import run_out
from parvis.kernel.jobs.work import every


@every("17 4 * * *", "assurance.run_out")
def let_run_out() -> None:
    """Who must renew soon is told; what is over ends, and the level with it."""
    run_out()
