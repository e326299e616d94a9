"""Whom people keep at a distance."""

from django.db import models
from django.db.models import F, Q

from parvis.kernel.blocks import rules
from parvis.kernel.blocks.rules import Kind
from parvis.kernel.clock import now
from parvis.kernel.people.models import Person


class Distance(models.Model):
    """`keeper` blocks or mutes whoever wrote `subject`, a part of `about`; `named`: a name stood there; `local`: the
    keeper has none there.

    One row for each of the words, not for each author: two rows say nothing of whether their author is one person.
    """

    keeper = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=80)
    about = models.CharField(max_length=80)
    named = models.BooleanField()
    local = models.BooleanField(default=False)
    kind = models.CharField(max_length=5, choices=[(each.value, each.value) for each in Kind])
    since = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint("keeper", "subject", name="one_distance_from_the_same_words"),
            models.CheckConstraint(condition=~Q(keeper=F("other")), name="nobody_is_far_from_themselves"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(kind=Kind.MUTE), name="only_a_mute_ends_by_itself"
            ),
        ]
        indexes = [models.Index(fields=["until"], condition=Q(until__isnull=False), name="distance_by_end")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def fact(self) -> rules.Distance:
        """As the rules know it."""
        return rules.Distance(
            keeper=self.keeper_id,
            other=self.other_id,
            subject=self.subject,
            about=self.about,
            named=self.named,
            local=self.local,
            kind=Kind(self.kind),
        )
