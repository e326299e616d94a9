"""Periodic work on lent roles."""

from parvis.kernel.jobs.work import every
from parvis.kernel.people.actions import end_lent_roles


@every("*/10 * * * *", "deputies.end")
def end_what_is_over() -> None:
    """Roles whose time is over."""
    end_lent_roles()
