"""Places, and what somebody wants to be told of."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id
from parvis.kernel.places.models import Area
from parvis.services.around.rules import RADIUS_AT_LEAST, RADIUS_AT_MOST, Circle, Rhythm

RHYTHM_WORDS = {
    Rhythm.HOURLY: _("At once, within the hour"),
    Rhythm.DAILY: _("Every morning"),
    Rhythm.WEEKLY: _("Every Monday morning"),
}
QUESTION_WORDS = {
    "saw": _("What people saw"),
    "need": _("What people need"),
    "help": _("How people help"),
    "say": _("What people say"),
}
_AREA = Q(area__isnull=False, lat=None, lon=None, radius_metres=None)
# A check lets pass what is neither true nor false: that nothing is missing must be said.
_CIRCLE = Q(
    area=None,
    lat__isnull=False,
    lon__isnull=False,
    radius_metres__isnull=False,
    lat__range=(-90, 90),
    lon__range=(-180, 180),
    radius_metres__range=(RADIUS_AT_LEAST, RADIUS_AT_MOST),
)
_MEMBER = Q(person__isnull=False, email="")
_GUEST = Q(person=None, confirmed_at=None) & ~Q(email="")


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
        spot = self.spot or gettext("this spot")
        return gettext("%(spot)s (%(metres)s m)") % {"spot": spot, "metres": self.circle.radius}

    @property
    def path(self) -> str:
        """Its page."""
        asked: dict[str, object] = {"area": self.area.slug} if self.area else {}
        if self.circle is not None:
            asked = {"spot_address": self.spot, "spot_lat": self.circle.lat, "spot_lon": self.circle.lon}
            asked["radius"] = self.circle.radius
        return reverse("around:show") + (f"?{urlencode(asked)}" if asked else "")

    @property
    def feed(self) -> str:
        """Its Atom feed."""
        slug = self.area.slug if self.area else settings.CITY.slug
        return reverse("around:feed", args=[self.circle or slug])


class Watch(models.Model):
    """A person's wish to be told what happens in an area, or within a circle around a spot.

    `questions` empty means all four. `email` is kept only until its guest confirms it and becomes the person.
    `last_entry_at` is the moment up to which the journal was read for it, `last_sent_at` when a letter was written.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    radius_metres = models.PositiveIntegerField(null=True)
    spot = models.CharField(max_length=200, blank=True)
    questions = models.JSONField(default=list)
    rhythm = models.CharField(max_length=10, choices=[(each.value, RHYTHM_WORDS[each]) for each in Rhythm])
    confirmed_at = models.DateTimeField(null=True)
    last_sent_at = models.DateTimeField(null=True)
    last_entry_at = models.DateTimeField(default=now)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_AREA | _CIRCLE, name="watch_of_an_area_or_a_circle"),
            models.CheckConstraint(condition=_MEMBER | _GUEST, name="watch_of_a_person_or_an_address"),
            models.CheckConstraint(condition=Q(rhythm__in=list(Rhythm)), name="watch_has_a_known_rhythm"),
            models.UniqueConstraint(
                "person", "email", "area", "lat", "lon", name="one_watch_of_each_place", nulls_distinct=False
            ),
        ]
        indexes = [
            models.Index(
                fields=["rhythm", "last_entry_at"], name="watch_due", condition=Q(confirmed_at__isnull=False)
            ),
            models.Index(fields=["created_at"], name="watch_unconfirmed", condition=Q(confirmed_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.rhythm}"

    @property
    def place(self) -> Place:
        """What is watched."""
        if self.lat is None or self.lon is None or self.radius_metres is None:
            return Place(self.area)
        return Place(circle=Circle(self.lat, self.lon, self.radius_metres), spot=self.spot)
