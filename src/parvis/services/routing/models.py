"""The tables of routing."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id

SUBJECT = "routing.change"


class Change(models.Model):
    """Somebody proposes that somebody else be responsible; once decided, it stays as the record of that.

    `what` is {"office", "area", "category", "group"} by slug for a line (office "" takes the line away), and the
    GeoJSON for boundaries, which count from `valid_from` on. `moved` is what the preview said when it was decided:
    [[before, after, reports, of which open], …].
    """

    class Kind(models.TextChoices):
        LINE = "line", _("a line of the table")
        BOUNDARIES = "boundaries", _("boundaries")

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    what = models.JSONField()
    valid_from = models.DateField(null=True)
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField(default=now)
    reason = models.TextField(max_length=4000, blank=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    moved = models.JSONField(default=list)

    class Meta:
        verbose_name = _("change of who is responsible")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None) | ~Q(reason=""), name="change_decided_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(kind="line", valid_from=None) | Q(kind="boundaries", valid_from__isnull=False),
                name="boundaries_have_a_first_day",
            ),
        ]
        indexes = [models.Index(fields=["-decided_at"], name="change_decided_newest")]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        """The public page; only what was decided has one."""
        return reverse("routing:change", args=[self.public_id])

    @property
    def subject(self) -> str:
        """What the journal calls it."""
        return f"{SUBJECT}:{self.public_id}"

    @property
    def line(self) -> dict[str, Any]:
        """The line as arguments of a rule; an area, category or group that is not there means any."""
        return {name: self.what.get(name) or None for name in ("area", "category", "group")}
