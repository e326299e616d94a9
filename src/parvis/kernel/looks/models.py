"""Looks of officials at people's data."""

from django.db import models
from django.db.models import Q

from parvis.kernel.looks.rules import SPOT_AT_MOST, SUBJECT_AT_MOST
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Role


class Look(models.Model):
    """An official looked at somebody's data, on one kind of page (`spot`), in one hour, so many times.

    `person` is whose they are; empty where they have no account, then `subject` is the thing that they belong to.
    `is_named` says whether the official is named to them: the city's rule, as in the register of decisions.
    """

    official = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    office = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=[(role.value, role.value) for role in Role])
    is_named = models.BooleanField()
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=SUBJECT_AT_MOST, blank=True)
    spot = models.CharField(max_length=SPOT_AT_MOST)
    hour = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "look"
        ordering = ["-hour", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "official",
                "person",
                "subject",
                "spot",
                "hour",
                condition=Q(official__isnull=False),
                name="one_look_an_hour",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-hour"], name="look_at_person"),
            models.Index(fields=["hour"], name="look_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.official_id} looked at {self.person_id or self.subject}"
