"""How much more time a city can give itself at once, and for how long. Plain Python."""

from datetime import date, timedelta

DAYS_AT_MOST = 20
LASTS_AT_MOST = 31
TITLE_AT_MOST = 120


def can_last(today: date, last_day: date) -> bool:
    """It ends by itself within a month: what lasts longer is another promise, and is decided as that."""
    return today <= last_day <= today + timedelta(days=LASTS_AT_MOST)
