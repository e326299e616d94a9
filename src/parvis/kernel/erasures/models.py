"""Which lines of the list this database has carried out."""

from django.db import models

from parvis.kernel.clock import now
from parvis.kernel.erasures.rules import MARK_LENGTH


class Erasure(models.Model):
    """Somebody was erased in this database: the mark of the line about it, a drawn one that says nothing of whom.

    A backup that holds the mark was made afterwards, so that nobody who comes back later is erased by an old line.
    """

    mark = models.CharField(max_length=MARK_LENGTH, unique=True)
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "erasure"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.mark
