"""What the database remembers about itself."""

from django.db import models

from parvis.kernel.clock import now


class Seeding(models.Model):
    """A module whose demo data were loaded, so that a second start need not ask again."""

    module = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = "seeding"

    def __str__(self) -> str:
        return self.module
