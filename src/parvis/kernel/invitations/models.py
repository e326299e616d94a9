"""The letters of the week: who was told of what."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id


class Letter(models.Model):
    """What one person was told of in one week (by its Monday), by subjects and the pages that they lead to.

    `unanswered`: how many letters in a row, this one included, led to nothing; 0 once they followed one.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    week = models.DateField()
    subjects = ArrayField(models.CharField(max_length=80))
    paths = ArrayField(models.CharField(max_length=200))
    unanswered = models.PositiveSmallIntegerField(default=1)
    written_at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("person", "week", name="one_invitation_letter_a_week"),
            models.CheckConstraint(
                condition=models.Q(answered_at=None) | models.Q(unanswered=0),
                name="answered_letter_counts_none",
            ),
        ]
        indexes = [models.Index("week", name="invitation_letter_by_week")]

    def __str__(self) -> str:
        return f"letter {self.public_id}"
