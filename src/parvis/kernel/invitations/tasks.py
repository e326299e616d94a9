"""Periodic work on invitations."""

from parvis.kernel.invitations.actions import write_letters
from parvis.kernel.jobs.work import every


@every("0 14 * * 4", "invitations.letters")
def invite() -> None:
    """On Thursdays, so that the weekend lies ahead."""
    write_letters()
