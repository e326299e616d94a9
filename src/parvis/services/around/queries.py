"""Reads of the journal around a place, and of watches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.kernel.journal.models import Entry
from parvis.kernel.journal.sentences import Names, path_of, tell
from parvis.kernel.journal.verbs import declared
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.places.cells import centre_of
from parvis.kernel.places.index import areas_at_many
from parvis.kernel.places.models import Area
from parvis.kernel.trust.queries import hidden_among
from parvis.services.around.models import Watch
from parvis.services.around.rules import Circle, Rhythm, cells_of, last_turn, read_circle

RIM_METRES = 400
CELLS_OF_A_WIDE_CIRCLE = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A neighbourhood or a circle; neither: the whole city. `spot` is how people call the middle of the circle."""

    area: Area | None = None
    circle: Circle | None = None
    spot: str = ""

    @property
    def is_whole_city(self) -> bool:
        """True when nothing narrower was chosen."""
        return self.circle is None and (self.area is None or self.area.kind == Area.Kind.CITY)

    @property
    def name(self) -> str:
        """What the place is called in the reader's language."""
        if self.circle is None:
            return self.area.name if self.area else str(settings.CITY.name)
        return _("%(spot)s (%(metres)s m)") % {
            "metres": self.circle.radius,
            "spot": self.spot or _("this spot"),
        }

    @property
    def path(self) -> str:
        """Its page."""
        asked: dict[str, object] = {"area": self.area.slug} if self.area else {}
        if self.circle is not None:
            spot = {"spot_address": self.spot, "spot_lat": self.circle.lat, "spot_lon": self.circle.lon}
            asked = {**spot, "radius": self.circle.radius}
        page = reverse("around:show")
        return f"{page}?{urlencode(asked)}" if asked else page

    @property
    def feed(self) -> str:
        """Its Atom feed."""
        slug = self.area.slug if self.area else settings.CITY.slug
        return reverse("around:feed", args=[self.circle or slug])


@dataclass(frozen=True, slots=True)
class Span:
    """From after one moment up to and with another."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened: a sentence in the reader's language, the page about it (empty when it has none)."""

    id: int
    at: datetime
    text: str
    question: str
    path: str


def happenings(
    place: Place, span: Span, questions: Sequence[str] = (), *, limit: int, named: bool = True
) -> list[Happening]:
    """What happened there, newest first, without what the city hid. `named` False leaves out who it was: for copies
    that leave the house and that nobody could take back."""
    entries = _entries(place, span, questions, limit)
    names = Names.of(entries)
    if not named:
        names = replace(names, people={})
    verbs = declared()
    return [
        Happening(each.id, each.at, tell(each, names), verbs[each.verb].question, path_of(each.subject))
        for each in entries
    ]


def anything(place: Place, span: Span, questions: Sequence[str], *, within: int) -> bool:
    """Did anything happen there, among the newest `within` entries?"""
    return bool(_entries(place, span, questions, within))


def neighbourhoods() -> QuerySet[Area]:
    """The neighbourhoods of today by slug, without their boundaries."""
    today = Area.objects.filter(kind=Area.Kind.NEIGHBOURHOOD, valid_until=None)
    return today.defer("boundary").order_by("slug")


def place_named(text: str) -> Place:
    """The place of a feed: the slug of an area, or `lat,lon,radius`. `AbsentError` when there is none."""
    if text == settings.CITY.slug:
        return Place()
    circle = read_circle(text)
    if circle is not None:
        return Place(circle=circle)
    area = Area.objects.filter(slug=text, valid_until=None).defer("boundary").first()
    if area is None:
        raise AbsentError
    return Place(area)


def place_of(watch: Watch) -> Place:
    """The place that a watch is about."""
    return Place(watch.area, watch.circle, watch.spot)


def watches_of(person: Person) -> QuerySet[Watch]:
    """A person's watches, oldest first."""
    rows = Watch.objects.select_related("area").defer("area__boundary")
    return rows.filter(person=person).order_by("created_at", "pk")


def watch_named(public_id: str) -> Watch | None:
    """The watch behind a link that was signed here; None when it was stopped."""
    return Watch.objects.select_related("area").defer("area__boundary").filter(public_id=public_id).first()


def due_at(moment: datetime) -> QuerySet[Watch]:
    """The watches whose turn has come, the longest waiting first."""
    turns = Q()
    for rhythm in Rhythm:
        turns |= Q(rhythm=rhythm, last_entry_at__lt=last_turn(rhythm, moment, settings.CITY.zone))
    rows = Watch.objects.select_related("area", "person").defer("area__boundary")
    return rows.filter(turns, confirmed_at__isnull=False, person__is_active=True).order_by(
        "last_entry_at", "pk"
    )


def _entries(place: Place, span: Span, questions: Sequence[str], limit: int) -> list[Entry]:
    verbs = [
        name
        for name, verb in declared().items()
        if verb.question and (not questions or verb.question in questions)
    ]
    rows = Entry.objects.filter(at__gt=span.since, at__lte=span.until, verb__in=verbs)
    if place.circle is not None:
        rows = _inside(rows, place.circle)
    elif not place.is_whole_city and place.area is not None:
        rows = rows.filter(area_id__in=_area_ids(place.area))
    entries = list(rows.order_by("-at", "-id")[:limit])
    hidden = hidden_among({entry.subject for entry in entries}) if entries else {}
    return [entry for entry in entries if entry.subject not in hidden]


def _area_ids(area: Area) -> list[int]:
    """The area in all its boundaries, old and new, and the areas inside it: entries keep the area of their day."""
    same = Q(slug=area.slug) | Q(parent__slug=area.slug)
    return list(Area.objects.filter(same).order_by("pk").values_list("pk", flat=True))


def _inside(rows: QuerySet[Entry], circle: Circle) -> QuerySet[Entry]:
    """The entries in the cells that the circle touches. The areas that it touches are named too, so that the journal
    is read by its index of areas; not for wide circles, which hold so much of a city that this would gain nothing."""
    rows = rows.filter(cell__in=cells_of(circle))
    # One more cell all around: an area that only grazes the rim has a middle of a cell there.
    around = cells_of(replace(circle, radius=circle.radius + RIM_METRES))
    if len(around) > CELLS_OF_A_WIDE_CIRCLE:
        return rows
    lats, lons = zip(*(centre_of(cell) for cell in around), strict=True)
    return rows.filter(area_id__in={area for found in areas_at_many(lats, lons) for area in found.ids})
