"""How long the code lives that opens a kiosk. Plain Python."""

from datetime import datetime, timedelta

OPENING_LIVES = timedelta(hours=1)
NAME_AT_MOST = 80


def can_open(ends_at: datetime, moment: datetime) -> bool:
    """True while the opening code may still be typed on a device."""
    return moment < ends_at
