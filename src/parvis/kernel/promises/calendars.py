"""From the calendar of an organisation to its working week."""

from datetime import date
from functools import lru_cache

import holidays
from django.conf import settings
from django.db.models import F

from parvis.kernel.clock import now
from parvis.kernel.hours.rules import WorkingWeek
from parvis.kernel.hours.weeks import OFFICE_WEEK, read_week
from parvis.kernel.promises.models import Calendar


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


@lru_cache(maxsize=8)
def _public_holidays(year: int) -> frozenset[date]:
    """The public holidays of the city's country around that year (from the `holidays` library)."""
    years = range(year - 2, year + 6)
    found = holidays.country_holidays(
        settings.CITY.country, subdiv=settings.CITY.subdivision or None, years=years
    )
    return frozenset(found)
