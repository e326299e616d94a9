"""When digests are due. Plain Python."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = 8  # the hour, in the city's time


def last_morning(moment: datetime, zone: ZoneInfo, *, of_the_week: bool = False) -> datetime:
    """The latest morning that is not after this moment, up to which digests tell; `of_the_week`: of a Monday."""
    local = moment.astimezone(zone)
    day = local.date() - timedelta(days=local.time() < time(MORNING))
    if of_the_week:
        day -= timedelta(days=day.weekday())
    return datetime.combine(day, time(MORNING), zone)
