"""Flags, moderation decisions with their reasons, what they took away, and rate limits."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.files.models import Upload
from parvis.kernel.people.models import Person
from parvis.kernel.trust.rules import Ground, Part

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
                "subject", "person", condition=~Q(person=None) & Q(settled_at=None), name="one_waiting_flag"
            ),
        ]
        indexes = [models.Index(fields=["created_at"], condition=Q(settled_at=None), name="flag_waiting")]

    def __str__(self) -> str:
        return f"{self.ground} {self.subject}"


class Decision(models.Model):
    """Something was hidden, by whom, why, in words that its author gets; lifted when it was wrong.

    `part` says how much of it: all, some of its words, or one photograph. `kept` is what putting it back takes: the
    `spans` of the words in the original, or what the module of a photograph (`upload`) gave. `flagged`: a reader asked.
    """

    subject = models.CharField(max_length=80)
    part = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in Part], default=Part.WHOLE, db_default=""
    )
    kept = models.JSONField(default=dict, db_default={})
    upload = models.ForeignKey(Upload, null=True, on_delete=models.SET_NULL, related_name="+")
    ground = models.CharField(max_length=20, choices=list(GROUND_LABELS.items()))
    words = models.CharField(max_length=500)
    flagged = models.BooleanField(default=False, db_default=False)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(default=now)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("decision")
        constraints = [
            models.UniqueConstraint(
                "subject", condition=Q(lifted_at=None, part=""), name="one_standing_decision_on_all_of_it"
            ),
            models.UniqueConstraint(
                "upload", condition=Q(lifted_at=None), name="one_standing_decision_on_a_photo"
            ),
            models.CheckConstraint(condition=Q(upload=None) | Q(part="photo"), name="decision_on_one_part"),
        ]
        indexes = [
            models.Index(fields=["subject"], condition=Q(lifted_at=None), name="decision_standing"),
            models.Index(fields=["decided_at"], name="decision_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.part or 'all'} of {self.subject} hidden for {self.ground}"


class Original(models.Model):
    """The whole words of something that some were taken out of. It goes when they are put back, or nobody can appeal
    any more."""

    subject = models.CharField(max_length=80, unique=True)
    words = models.TextField()
    kept_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.subject


class Setback(models.Model):
    """Advertising of somebody's was taken away: for a while they may as much as a guest, unless that is lifted."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("setback")
        indexes = [models.Index(fields=["person", "since"], name="setback_of_a_person")]

    def __str__(self) -> str:
        return f"{self.decision_id} of {self.person_id}"


class Allowance(models.Model):
    """How much of a rate limit is left to one caller."""

    key = models.CharField(max_length=120, primary_key=True)
    tokens = models.FloatField()
    measured = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["measured"], name="allowance_by_age")]

    def __str__(self) -> str:
        return self.key
