"""Stamps that were used, and counts. Nobody is in them."""

from django.db import models

from parvis.kernel.clock import now
from parvis.kernel.gate.rules import Part


class Spent(models.Model):
    """The stamp of a form that was sent: it is not taken twice, unless for the same `deed` again (the key of an action
    that happens once however often it is asked for). Gone when the stamp is too old anyway."""

    name = models.CharField(max_length=16, primary_key=True)
    form = models.CharField(max_length=60)
    deed = models.CharField(max_length=120, blank=True, default="")
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["at"], name="spent_by_age")]

    def __str__(self) -> str:
        return f"{self.form} {self.at:%Y-%m-%d %H:%M}"


class Day(models.Model):
    """How often one part of the gate held back one form on one day of the city; `passed`: how often none did."""

    day = models.DateField()
    form = models.CharField(max_length=60)
    part = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Part])
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("day", "form", "part", name="one_count_of_a_day_form_and_part")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.form} {self.part}"
