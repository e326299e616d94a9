"""What can be lent. Plain Python."""

from parvis.kernel.people.rules import Role

DAYS_LENT_AT_MOST = 92


def can_lend(own: Role | None, asked: Role) -> bool:
    """At most one's own role; a lent one is not one's own, and `own` is None then."""
    return own is not None and asked in own.includes
