"""The nightly end of mutes."""

from parvis.kernel.blocks.actions import let_run_out
from parvis.kernel.jobs.work import every


@every("47 4 * * *", "blocks.run_out")
def end_what_is_over() -> None:
    """Mutes whose time is over."""
    let_run_out()
