"""Planned works as a calendar (RFC 5545), one all-day event for each."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from parvis.services.reports.contracts import Planned

# How often a calendar program should ask again.
EVERY = timedelta(hours=6)


def calendar_of(works: Iterable[Planned], name: str, page: Callable[[str], str], at: datetime) -> bytes:
    """The calendar; `page` gives the absolute address of a report by its id, `at` is when the file was made."""
    made = Calendar()
    made.add("prodid", f"-//Parvis//{settings.CITY.slug}//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    for each in works:
        made.add_component(_event(each, page(each.id), at))
    return bytes(made.to_ical())


def _event(work: Planned, page: str, at: datetime) -> Event:
    """Nothing of what people wrote: only what the city itself says in public.

    SEQUENCE has to grow with every change (RFC 5545, 3.8.7.4): it is the seconds from the opening to the last change.
    """
    event = Event()
    event.add("uid", f"reports.report:{work.id}@{settings.CITY.slug}")
    event.add("dtstamp", at)
    event.add("dtstart", work.day)
    event.add("dtend", work.day + timedelta(days=1))
    event.add("last-modified", work.changed_at)
    event.add("sequence", max(0, int((work.changed_at - work.opened_at).total_seconds())))
    event.add("summary", _("Planned: %(kind)s") % {"kind": work.kind})
    event.add("location", ", ".join(part for part in (work.address, work.area) if part))
    event.add("description", _("The city planned this work. Report %(number)s") % {"number": work.number})
    event.add("url", page)
    event.add("transp", "TRANSPARENT")
    return event
