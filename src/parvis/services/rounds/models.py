"""A person's round of a day, and its stops."""

from django.db import models
from django.db.models import Q

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person


class Round(models.Model):
    """The day of one person. `lat` and `lon` are where they begin; `by_hand` once they moved a stop themselves."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    by_hand = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-day", "pk"]
        constraints = [
            models.UniqueConstraint("person", "day", name="one_round_a_day"),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="round_begins_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.day}"

    @property
    def start(self) -> tuple[float, float] | None:
        """Where it begins, in degrees; None where nobody said."""
        return (self.lat, self.lon) if self.lat is not None and self.lon is not None else None


class Stop(models.Model):
    """A report to look at, by its public id; the first has place 1."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="stops")
    report = models.CharField(max_length=8)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint("round", "report", name="one_stop_for_each_report")]

    def __str__(self) -> str:
        return f"{self.place} {self.report}"
