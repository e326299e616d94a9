"""How much one person may look after. Plain Python."""

AT_MOST = 5
DAYS_KEPT_AFTER = 365
# The consent without which nobody is named beside what they look after.
SHOWS_NAME = "adoptions.name"


def may_take_another(having: int) -> bool:
    """True while a person has fewer than they can look after: what nobody looks after helps nobody."""
    return having < AT_MOST
