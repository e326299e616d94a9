"""The nightly end of letters that nobody answered."""

from parvis.kernel.jobs.work import every
from parvis.kernel.postal.actions import let_go_of_old


@every("27 4 * * *", "postal.let_go")
def forget_addresses() -> None:
    """Addresses of letters whose time is over."""
    let_go_of_old()
