"""Who looks after what."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.services.assets.contracts import SUBJECT


class Adoption(models.Model):
    """A person looks after an asset (its code) from `since` until `until`; one person at a time.

    `name` is what they call it, for all to see; their own name is shown only if they say so. `reason` is an official's,
    who ended it.
    """

    asset = models.CharField(max_length=6)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40, blank=True)
    shows_name = models.BooleanField(default=False)
    since = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("adoption")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint("asset", condition=Q(until=None), name="one_adopter_at_a_time"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="adoption_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(until__isnull=False), name="adoption_with_a_reason_is_over"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} looks after {self.asset}"

    @property
    def subject(self) -> str:
        """What the journal calls the thing."""
        return f"{SUBJECT}:{self.asset}"
