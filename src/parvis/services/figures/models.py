"""Figures as they were counted last: small tables that pages read instead of a million reports."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now

SPANS = (90, 365)
WHOLE = ""  # stands where others have the slug of a neighbourhood, or a cell


class AreaCount(models.Model):
    """A neighbourhood over the last `span` days before `counted_at`; an empty `area` is the whole city.

    Public reports without duplicates: opened and closed in the span, open now, promises that fell due in it and were
    kept, and what residents found of those that were closed in it: how many were asked, how many answered, and of those
    who `said` whether they had told a city about something before, how many did it for the `first` time.
    """

    span = models.PositiveSmallIntegerField()
    area = models.CharField(max_length=80, blank=True)
    opened = models.PositiveIntegerField(default=0)
    open_now = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    due = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    fixed = models.PositiveIntegerField(default=0)
    not_fixed = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0, db_default=0)
    answered = models.PositiveIntegerField(default=0, db_default=0)
    said = models.PositiveIntegerField(default=0, db_default=0)
    first = models.PositiveIntegerField(default=0, db_default=0)
    counted_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("figures of a neighbourhood")
        constraints = [
            models.UniqueConstraint("span", "area", name="figures_once_in_each_span"),
            models.CheckConstraint(
                condition=Q(kept__lte=F("due")) & Q(closed__gte=F("fixed") + F("not_fixed")),
                name="figures_parts_fit_the_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area or 'the whole city'}, {self.span} days"


class CellCount(models.Model):
    """How many public reports of a group of kinds were opened in a month, in a neighbourhood, in a cell of H3.

    `month` is its first day. An empty `cell` is the sum over the cells of the neighbourhood, an empty `area` stands for
    what lies in none.
    """

    month = models.DateField()
    group = models.CharField(max_length=80)
    area = models.CharField(max_length=80, blank=True)
    cell = models.CharField(max_length=16, blank=True)
    reports = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("reports of a month in a cell")
        constraints = [
            models.UniqueConstraint("month", "cell", "group", "area", name="cell_once_in_each_month"),
            models.CheckConstraint(condition=Q(reports__gt=0), name="cell_holds_a_report"),
        ]
        indexes = [
            models.Index(
                fields=["month"],
                include=["group", "area", "reports"],
                name="cell_sums",
                condition=Q(cell=WHOLE),
            ),
            models.Index(fields=["area", "month"], name="cell_of_an_area"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.group} {self.area} {self.cell}: {self.reports}"
