"""Who thanked for what."""

from django.db import models

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person


class Thank(models.Model):
    """One person's thanks for one thing (`subject` as the journal calls it). Nobody but that person sees who it was."""

    subject = models.CharField(max_length=80)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "subject", "person", condition=~models.Q(person=None), name="one_thank_of_a_person"
            )
        ]
        indexes = [models.Index("subject", name="thanks_for_a_thing")]

    def __str__(self) -> str:
        return self.subject
