"""The quiet hours that people chose."""

from django.db import models
from django.db.models import Q

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.quiet.rules import QuietHours


class Wish(models.Model):
    """One person's quiet hours. No row: `rules.UNASKED`."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    starts = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    letters_too = models.BooleanField(default=False)
    urgent_passes = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(starts__lte=23, ends__lte=23), name="quiet_hours_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.starts}–{self.ends}"

    @property
    def hours(self) -> QuietHours:
        """As the rules know them."""
        return QuietHours(self.starts, self.ends, self.letters_too, self.urgent_passes)
