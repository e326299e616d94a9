"""The table of targets: what was proposed and decided."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id
from parvis.services.targets.rules import days_of

SUBJECT = "targets.change"


class Change(models.Model):
    """Somebody proposes another target for a category (by slug); once decided, it stays as the record of that.

    Working time in minutes, None for no promise. `meant` is what the preview said when it was decided: {"looked_at",
    "before": [kept, broken], "after": [kept, broken]}.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    category = models.CharField(max_length=80)
    minutes_before = models.PositiveIntegerField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField(default=now)
    reason = models.TextField(max_length=4000, blank=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    meant = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("change of a target")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None) | ~Q(reason=""), name="target_decided_with_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["-decided_at"], name="target_decided_newest")]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        """The public page; only what was decided has one."""
        return reverse("targets:change", args=[self.public_id])

    @property
    def subject(self) -> str:
        """What the journal calls it."""
        return f"{SUBJECT}:{self.public_id}"

    @property
    def days(self) -> int | None:
        """The new target in working days."""
        return days_of(self.minutes)

    @property
    def days_before(self) -> int | None:
        """The old one."""
        return days_of(self.minutes_before)
