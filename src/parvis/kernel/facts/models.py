"""What people let others see of their facts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.facts.rules import Wish
from parvis.kernel.people.models import Person


class Showing(models.Model):
    """A person's choice; without a row nothing is shown."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="showing")
    kinds = models.BooleanField(default=False)
    since = models.BooleanField(default=False)
    areas = models.BooleanField(default=False)
    chosen_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("what is shown of somebody")

    def __str__(self) -> str:
        return f"{self.person_id}"

    @property
    def wish(self) -> Wish:
        """The choice as the rules read it."""
        return Wish(self.kinds, self.since, self.areas)
