"""Periodic work on jobs themselves."""

from parvis.kernel.jobs.actions import let_go_of_finished
from parvis.kernel.jobs.work import every


@every("17 4 * * *", "jobs.let_go")
def let_go() -> None:
    """Each night: some work is done each minute, and what it was about names people."""
    let_go_of_finished()
