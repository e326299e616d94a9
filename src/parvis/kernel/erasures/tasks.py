"""The nightly work on the list."""

from parvis.kernel.erasures.actions import let_lines_go
from parvis.kernel.jobs.work import every


@every("17 4 * * *", "erasures.let_go")
def let_go() -> None:
    """Lines that no backup needs any more."""
    let_lines_go()
