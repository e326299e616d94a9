"""The waits as they were counted last: a small table that pages read instead of a million reports."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.services.waits.rules import Verdict

# The lines of each of these spans, in days up to the counting, stand beside one another.
SPANS = (365, 90)
WHOLE_CITY = ""  # stands where others have the slug of a neighbourhood


class Wait(models.Model):
    """How long people waited for one kind of problem in one neighbourhood; an empty `area` is the whole city.

    Of the public reports opened in the last `span` days before `counted_at`: how many, how many still open, the days
    within which half were closed and between which that lies (None: too few, or not known yet), how many promises fell
    due and were kept. `chance` is how often chance alone makes such a difference to the rest of the city (None: too
    few); `verdict` says what that means when all differences of the span are judged together. `waiting`
    and `waiting_elsewhere` are what was compared: how many of a hundred still waited after the city's middle day.
    """

    span = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=80)
    area = models.CharField(max_length=80, blank=True)
    reports = models.PositiveIntegerField()
    still_open = models.PositiveIntegerField()
    median = models.PositiveSmallIntegerField(null=True)
    low = models.PositiveSmallIntegerField(null=True)
    high = models.PositiveSmallIntegerField(null=True)
    due = models.PositiveIntegerField()
    kept = models.PositiveIntegerField()
    waiting = models.PositiveSmallIntegerField(null=True)
    waiting_elsewhere = models.PositiveSmallIntegerField(null=True)
    chance = models.FloatField(null=True)
    verdict = models.CharField(
        max_length=8, blank=True, choices=[(each.value, each.value) for each in Verdict]
    )
    counted_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("wait")
        constraints = [
            models.UniqueConstraint("span", "category", "area", name="wait_once_in_each_span"),
            models.CheckConstraint(
                condition=Q(kept__lte=F("due"), due__lte=F("reports"), still_open__lte=F("reports")),
                name="wait_parts_fit_the_whole",
            ),
            models.CheckConstraint(
                condition=(Q(low=None) | Q(median=None) | Q(low__lte=F("median")))
                & (Q(high=None) | Q(median__lte=F("high"))),
                name="wait_lies_in_its_interval",
            ),
            models.CheckConstraint(
                condition=Q(chance=None) | Q(chance__range=(0, 1)), name="wait_chance_is_a_share"
            ),
        ]
        indexes = [models.Index(fields=["span", "area"], name="wait_of_an_area")]

    def __str__(self) -> str:
        return f"{self.category} in {self.area or 'the whole city'}, {self.span} days"
