"""From the calendar of an organisation to its working week."""

from datetime import date, time
from functools import lru_cache
from typing import Any

import holidays
from django.conf import settings
from django.db.models import F

from parvis.kernel.clock import now
from parvis.kernel.hours.rules import WorkingWeek
from parvis.kernel.promises.models import Calendar

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OFFICE_WEEK: dict[str, list[list[str]]] = {day: [["08:30", "17:00"]] for day in WEEKDAYS[:5]} | {
    "sat": [],
    "sun": [],
}


class CalendarError(ValueError):
    """A week that cannot be read; the message says what is wrong with it."""


def week_of(organisation_id: int) -> WorkingWeek:
    """The working week of an organisation: its own calendar, else the city's, else plain office hours."""
    own = (
        Calendar.objects.filter(organisation_id=organisation_id) | Calendar.objects.filter(organisation=None)
    ).order_by(F("organisation_id").asc(nulls_last=True))[:1]
    calendar = next(iter(own), None)
    if calendar is None:
        return read_week(OFFICE_WEEK, _public_holidays(now().year))
    off = frozenset(calendar.holidays)
    if calendar.keeps_public_holidays:
        off |= _public_holidays(now().year)
    return read_week(calendar.week, off)


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


@lru_cache(maxsize=8)
def _public_holidays(year: int) -> frozenset[date]:
    """The public holidays of the city's country around that year (from the `holidays` library)."""
    years = range(year - 2, year + 6)
    found = holidays.country_holidays(
        settings.CITY.country, subdiv=settings.CITY.subdivision or None, years=years
    )
    return frozenset(found)
