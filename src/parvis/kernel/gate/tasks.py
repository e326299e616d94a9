"""The nightly count."""

from parvis.kernel.gate.actions import let_go_of_used
from parvis.kernel.jobs.work import every


@every("23 3 * * *", "gate.let_go_of_used")
def let_go_of_used_stamps() -> None:
    """Used stamps become counts."""
    let_go_of_used()
