"""Absences of offices."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.people.models import Organisation


class Absence(models.Model):
    """An office that does not answer from `since` to `until`. `handed_at`: when what it held had gone to others;
    `returned_at`: when what it still owed had come back."""

    office = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="absences")
    since = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.TextField()
    handed_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("absence")
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="absence_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(reason=""), name="absence_with_a_reason"),
            models.UniqueConstraint("office", condition=Q(returned_at=None), name="one_absence_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} until {self.until:%Y-%m-%d}"

    @property
    def subject(self) -> str:
        """What the journal calls it."""
        return f"absences.office:{self.pk}"
