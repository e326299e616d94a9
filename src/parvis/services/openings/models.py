"""What neighbours may do."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level, new_public_id
from parvis.services.openings.rules import DAYS_AT_MOST, JOBS_AT_MOST, MINUTES_AT_MOST, PEOPLE_AT_MOST

SUBJECT = "openings.opening"


class Opening(models.Model):
    """An official opened a category (slug) to neighbours, in a neighbourhood (slug) or, "", the whole city.

    Texts by language: how it is done, what one must not do, what one needs. `level` is how sure the city must be about
    a person; a job is held for `days`, and nobody who holds `at_once` jobs already takes one. `reason`
    and who decided it are the record of the decision.
    """

    class Stage(models.TextChoices):
        OPEN = "open", _("open")
        PAUSED = "paused", _("paused")
        ENDED = "ended", _("ended")

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    category = models.CharField(max_length=80)
    area = models.CharField(max_length=80, blank=True)
    instructions = models.JSONField()
    safety = models.JSONField()
    needs = models.JSONField(default=dict, blank=True)
    people = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveSmallIntegerField(default=60)
    days = models.PositiveSmallIntegerField(default=7)
    level = models.SmallIntegerField(default=Level.CONTACT_CONFIRMED)
    at_once = models.PositiveSmallIntegerField(default=3, db_default=3)
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.OPEN)
    reason = models.TextField(max_length=4000)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("opening to neighbours")
        ordering = ["category", "area", "pk"]
        constraints = [
            models.UniqueConstraint(
                "category", "area", condition=~Q(stage="ended"), name="one_opening_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(people__range=(1, PEOPLE_AT_MOST))
                & Q(minutes__range=(1, MINUTES_AT_MOST))
                & Q(days__range=(1, DAYS_AT_MOST))
                & Q(at_once__range=(1, JOBS_AT_MOST)),
                name="opening_within_its_limits",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="opening_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.area}".strip()

    @property
    def subject(self) -> str:
        """What the journal calls it."""
        return f"{SUBJECT}:{self.public_id}"
