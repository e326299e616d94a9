"""The nightly look at what runs out."""

from parvis.kernel.endorsements.actions import run_out
from parvis.kernel.jobs.work import every


@every("22 4 * * *", "endorsements.run_out")
def let_run_out() -> None:
    """Who must renew soon is told; what is over ends."""
    run_out()
