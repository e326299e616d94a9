"""What somebody wants to be told of."""

from django.db import models
from django.db.models import Q
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
        verbose_name = _("watch")
        verbose_name_plural = _("watches")
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
                fields=["rhythm", "last_entry_at"],
                name="watch_due",
                condition=Q(confirmed_at__isnull=False),
            ),
            models.Index(fields=["created_at"], name="watch_unconfirmed", condition=Q(confirmed_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.rhythm}"

    @property
    def circle(self) -> Circle | None:
        """The circle; None when it is an area that is watched."""
        if self.lat is None or self.lon is None or self.radius_metres is None:
            return None
        return Circle(self.lat, self.lon, self.radius_metres)
