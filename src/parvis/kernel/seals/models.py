"""Which generation of links holds."""

from django.db import models
from django.db.models import Q

from parvis.kernel.clock import now


class Generation(models.Model):
    """The one row that says which generation of links holds; without it the first does."""

    number = models.PositiveIntegerField()
    changed_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "generation"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_generation_holds")]

    def __str__(self) -> str:
        return str(self.number)
