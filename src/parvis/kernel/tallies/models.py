"""Tallies."""

from django.db import models

from parvis.kernel.clock import now


class Tally(models.Model):
    """Something was done with people's data: what, when, in how many seconds; `counts` by rule of retention, where rows
    were let go of. Nobody is in it."""

    class Kind(models.TextChoices):
        TAKEN = "taken", "taken away by the person"
        ERASED = "erased", "erased for the person"
        LET_GO = "let_go", "let go of, by the rules of retention"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    at = models.DateTimeField(default=now)
    seconds = models.FloatField(default=0)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "-at"], name="tally_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
