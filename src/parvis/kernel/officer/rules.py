"""How far back the officer looks, and when the nightly work should have run. Plain Python."""

from datetime import datetime, timedelta

DAYS_COUNTED = 90
DAYS_OF_LOOKS = 30
# It runs once a night; a night and a half later somebody should look.
LATEST = timedelta(hours=36)


def is_overdue(last: datetime | None, since: datetime, at: datetime) -> bool:
    """Whether the letting go should have run by now; `since` it is counted, where it never did."""
    return at - (last or since) > LATEST
