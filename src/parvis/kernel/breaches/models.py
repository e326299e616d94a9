"""Breaches: what happened, what was done, who was told."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.breaches.rules import WORDS_AT_MOST, SignIns, Step, due_at, is_late
from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id

SUBJECT = "breaches.breach"


class Breach(models.Model):
    """Data of people got, or may have got, into wrong hands.

    `what` is public. `since` is when it began, `noticed_at` when the city learned of it: the authority's clock. `parts`
    are the rooms whose data it is about, `people_at_most` how many people, as far as anybody knows. `steps` holds when
    each step was done. `closes`: programs take nothing away until it is ended or the switch is turned back.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    what = models.TextField(max_length=WORDS_AT_MOST)
    since = models.DateTimeField()
    noticed_at = models.DateTimeField()
    parts = models.JSONField(default=list)
    people_at_most = models.PositiveIntegerField(null=True)
    sign_ins = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in SignIns], default=SignIns.NOBODY
    )
    sign_ins_ended = models.PositiveIntegerField(default=0)
    keys_revoked = models.PositiveIntegerField(default=0)
    links_broken = models.BooleanField(default=False)
    closes = models.BooleanField(default=False)
    told = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    steps = models.JSONField(default=dict)
    declared_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    declared_at = models.DateTimeField(default=now)
    ended_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("data breach")
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(noticed_at__gte=F("since")), name="breach_noticed_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(closes=False), name="breach_over_closes_nothing"
            ),
        ]
        indexes = [models.Index(fields=["closes"], condition=Q(closes=True), name="breach_closing")]

    def __str__(self) -> str:
        return f"breach {self.public_id}"

    def get_absolute_url(self) -> str:
        """Its page, for everybody."""
        return reverse("breaches:breach", args=[self.public_id])

    @property
    def subject(self) -> str:
        """What the journal calls it."""
        return f"{SUBJECT}:{self.public_id}"

    @property
    def due_at(self) -> datetime:
        """By when the authority must know."""
        return due_at(self.noticed_at, settings.CITY.privacy.hours_to_tell)

    @property
    def authority_told_at(self) -> datetime | None:
        """When the authority was told, or it was written down why it need not be."""
        return self.done_at(Step.AUTHORITY)

    @property
    def is_late(self) -> bool:
        """Whether the authority was, or is, told too late."""
        return is_late(self.due_at, self.authority_told_at, now())

    def done_at(self, step: Step) -> datetime | None:
        """When a step was done."""
        steps: dict[str, Any] = self.steps
        return datetime.fromisoformat(steps[step]) if step in steps else None
