"""How each nudge is set, and who was shown it or left out of it."""

from django.db import models
from django.db.models import Q

from parvis.kernel.clock import now
from parvis.kernel.nudges.rules import HOLDOUT_AT_MOST, is_over
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id


class Setting(models.Model):
    """How a nudge is set. No row: it is on, for everybody. `holdout`: of a hundred people so many are left out by lot.

    A run begins with each change, with a `seed` of its own; what was measured before is not mixed with it. It ends by
    itself within the time that it is kept who was counted in it.
    """

    nudge = models.CharField(max_length=60, unique=True)
    is_on = models.BooleanField(default=True)
    holdout = models.PositiveSmallIntegerField(default=0)
    seed = models.CharField(max_length=16, default=new_public_id)
    since = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(holdout__lte=HOLDOUT_AT_MOST), name="nudge_shown_to_most")
        ]

    def __str__(self) -> str:
        return self.nudge

    @property
    def lot(self) -> int:
        """Of a hundred people, how many the lot leaves out now: nobody, once the run is over."""
        return 0 if is_over(self.since, now()) else self.holdout


class Exposure(models.Model):
    """A person came to where a nudge is shown, in one run (by its seed); `shown` or left out; when they did what was
    hoped for, if they did. Only runs that leave somebody out are counted."""

    nudge = models.CharField(max_length=60)
    seed = models.CharField(max_length=16)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    shown = models.BooleanField()
    at = models.DateTimeField(default=now)
    did_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person", "nudge", "seed", condition=~Q(person=None), name="one_exposure_in_a_run"
            )
        ]
        indexes = [models.Index(fields=["nudge", "seed"], name="exposures_of_a_run")]

    def __str__(self) -> str:
        return f"{self.nudge} {'shown' if self.shown else 'left out'}"
