"""Reads around a place, and of watches."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet

from parvis.kernel.journal.queries import Told, happened
from parvis.kernel.keeping.registry import is_of, rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.places.cells import centre_of
from parvis.kernel.places.index import areas_at_many
from parvis.kernel.places.models import Area
from parvis.kernel.trust.queries import hidden_among
from parvis.services.around.models import Place, Watch
from parvis.services.around.rules import LINES_AT_MOST, Circle, Rhythm, cells_of, last_turn, read_circle

RIM_METRES = 400
WIDE_METRES = 1500


def happenings(
    place: Place, since: datetime, until: datetime, questions: Collection[str] = (), *, named: bool = True
) -> list[Told]:
    """What happened there, the newest thirty, newest first, without what the city hid; see `happened`."""
    areas: Collection[int] | None = None
    cells = None
    if place.circle is not None:
        areas, cells = _areas_touched(place.circle), cells_of(place.circle)
    elif place.area is not None and not place.is_whole_city:
        areas = _areas_within(place.area)
    told = happened(
        since, until, limit=LINES_AT_MOST, questions=questions, areas=areas, cells=cells, named=named
    )
    hidden = hidden_among({each.subject for each in told}) if told else {}
    return [each for each in told if each.subject not in hidden]


def neighbourhoods() -> QuerySet[Area]:
    """The neighbourhoods of today by slug, without their boundaries."""
    today = Area.objects.filter(kind=Area.Kind.NEIGHBOURHOOD, valid_until=None)
    return today.defer("boundary").order_by("slug")


def place_named(text: str) -> Place:
    """The place of a feed: the slug of an area, or `lat,lon,radius`. `AbsentError` when there is none."""
    circle = read_circle(text)
    if text == settings.CITY.slug or circle is not None:
        return Place(circle=circle)
    area = Area.objects.filter(slug=text, valid_until=None).defer("boundary").first()
    if area is None:
        raise AbsentError
    return Place(area)


def watches_of(person: Person) -> QuerySet[Watch]:
    """A person's watches, oldest first."""
    return _watches().filter(person=person).order_by("created_at", "pk")


def kept_watches(person: Person) -> QuerySet[Any, Any]:
    """A person's watches for "My data"."""
    where = ("spot", "lat", "lon", "radius_metres")
    wish = ("questions", "rhythm", "language", "created_at", "last_sent_at")
    return rows_of(Watch.objects.filter(is_of(person)), "created_at", *where, *wish, area=F("area__names"))


def watch_named(public_id: str) -> Watch | None:
    """The watch behind a link that was signed here; None when it was stopped."""
    return _watches().filter(public_id=public_id).first()


def due_at(moment: datetime) -> QuerySet[Watch]:
    """The watches whose turn has come, the longest waiting first."""
    turns = Q()
    for rhythm in Rhythm:
        turns |= Q(rhythm=rhythm, last_entry_at__lt=last_turn(rhythm, moment, settings.CITY.zone))
    rows = _watches().filter(turns, confirmed_at__isnull=False, person__is_active=True)
    return rows.select_related("area", "person").order_by("last_entry_at", "pk")


def _watches() -> QuerySet[Watch]:
    return Watch.objects.select_related("area").defer("area__boundary")


def _areas_within(area: Area) -> list[int]:
    """The area in all its boundaries, old and new, and the areas inside it: entries keep the area of their day."""
    same = Q(slug=area.slug) | Q(parent__slug=area.slug)
    return list(Area.objects.filter(same).order_by("pk").values_list("pk", flat=True))


def _areas_touched(circle: Circle) -> set[int] | None:
    """The areas that the circle touches; None for wide circles, which hold so much of a city that its index of areas
    would gain nothing. One more cell all around: an area that only grazes the rim has a middle of a cell there."""
    if circle.radius > WIDE_METRES:
        return None
    cells = cells_of(replace(circle, radius=circle.radius + RIM_METRES))
    lats, lons = zip(*(centre_of(cell) for cell in cells), strict=True)
    return {area for found in areas_at_many(lats, lons) for area in found.ids}
