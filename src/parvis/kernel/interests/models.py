"""What people said that they like to do."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from parvis.kernel.clock import now
from parvis.kernel.interests.rules import Interests, Reach
from parvis.kernel.people.models import Person
from parvis.kernel.sheets.rules import Rung


class Interest(models.Model):
    """One person's. No row: `rules.UNASKED`. `letter`: they asked for the letter of the week."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="interest")
    skills = ArrayField(models.CharField(max_length=20), default=list)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    times = ArrayField(models.CharField(max_length=8), default=list)
    most = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Rung])
    reach = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Reach])
    letter = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index("person", name="wants_the_letter", condition=models.Q(letter=True))]

    def __str__(self) -> str:
        return f"{self.most} {self.reach}"

    @property
    def said(self) -> Interests:
        """As the rules know it."""
        return Interests(
            skills=frozenset(self.skills),
            languages=frozenset(self.languages),
            times=frozenset(self.times),
            most=Rung(self.most),
            reach=Reach(self.reach),
            letter=self.letter,
        )
