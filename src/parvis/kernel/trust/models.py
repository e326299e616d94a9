"""Flags, moderation decisions with their reasons, and rate limits."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.trust.rules import Ground

GROUND_LABELS = {
    Ground.PERSONAL_DATA: _("It shows who somebody is (a face, a name, a number plate)"),
    Ground.INSULT: _("It insults somebody"),
    Ground.HATE: _("It spreads hate"),
    Ground.SPAM: _("It is advertising or has nothing to do with this page"),
    Ground.FALSE: _("It is made up"),
    Ground.OTHER: _("Another reason"),
}


class Flag(models.Model):
    """A reader says that something should not stand here. `subject` is `module.thing:public_id`."""

    subject = models.CharField(max_length=80)
    ground = models.CharField(max_length=20, choices=list(GROUND_LABELS.items()))
    words = models.CharField(max_length=500, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("flag")
        constraints = [
            models.UniqueConstraint(
                "subject", "person", condition=~Q(person=None), name="one_flag_of_a_person"
            ),
        ]
        indexes = [models.Index(fields=["created_at"], condition=Q(settled_at=None), name="flag_waiting")]

    def __str__(self) -> str:
        return f"{self.ground} {self.subject}"


class Decision(models.Model):
    """Something was hidden, by whom, why, in words that its author gets; lifted when an appeal succeeds."""

    subject = models.CharField(max_length=80)
    ground = models.CharField(max_length=20, choices=list(GROUND_LABELS.items()))
    words = models.CharField(max_length=500)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(default=now)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("decision")
        constraints = [
            models.UniqueConstraint("subject", condition=Q(lifted_at=None), name="one_standing_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} hidden for {self.ground}"


class Allowance(models.Model):
    """How much of a rate limit is left to one caller."""

    key = models.CharField(max_length=120, primary_key=True)
    tokens = models.FloatField()
    measured = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["measured"], name="allowance_by_age")]

    def __str__(self) -> str:
        return self.key
