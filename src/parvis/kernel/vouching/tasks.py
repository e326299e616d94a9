"""The nightly end of what nobody completed."""

from parvis.kernel.jobs.work import every
from parvis.kernel.vouching.actions import let_run_out


@every("37 4 * * *", "vouching.run_out")
def end_what_is_over() -> None:
    """Requests for vouching whose time is over."""
    let_run_out()
