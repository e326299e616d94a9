"""From a week as it is kept to a working week of the city."""

from datetime import date, time
from typing import Any

from django.conf import settings

from parvis.kernel.hours.rules import WorkingWeek

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OFFICE_WEEK: dict[str, list[list[str]]] = {day: [["08:30", "17:00"]] for day in WEEKDAYS[:5]} | {
    "sat": [],
    "sun": [],
}


class CalendarError(ValueError):
    """A week that cannot be read; the message says what is wrong with it."""


def read_week(week: dict[str, Any], off: frozenset[date]) -> WorkingWeek:
    """A working week from its stored form; `CalendarError` with the reason when it makes no sense."""
    try:
        days = tuple(
            tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in week[day])
            for day in WEEKDAYS
        )
        return WorkingWeek(settings.CITY.zone, days, off)
    except (KeyError, TypeError, ValueError) as wrong:
        raise CalendarError(f"This week cannot be read: {wrong}") from wrong
