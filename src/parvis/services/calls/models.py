"""Calls of the city's leaders."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import new_public_id
from parvis.kernel.sheets.rules import Rung
from parvis.services.calls.rules import GOAL_AT_MOST, Standing, share, standing

SUBJECT = "calls.call"


class Call(models.Model):
    """A call: `titles` and `words` by language, `signed` as its leader is called in public, `goal` contributions.

    What people do in `modules`, in this area (slug; "": the whole city), from `since` until `until` counts; `counted`
    is how much that was at `counted_at`, `people` how many did it under their name. `replies`: the answer at the end.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    titles = models.JSONField()
    words = models.JSONField()
    signed = models.CharField(max_length=80)
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=80, blank=True)
    modules = ArrayField(models.CharField(max_length=40))
    rung = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Rung])
    goal = models.PositiveIntegerField()
    since = models.DateTimeField(default=now)
    until = models.DateTimeField()
    counted = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(default=now)
    replies = models.JSONField(default=dict, blank=True)
    replied_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("call")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="call_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(goal__range=(1, GOAL_AT_MOST)), name="call_with_a_goal"),
            models.CheckConstraint(condition=~Q(modules=[]), name="call_counts_something"),
            models.CheckConstraint(
                condition=Q(replied_at=None) | ~Q(replies={}), name="call_answered_in_words"
            ),
        ]
        indexes = [models.Index(fields=["until"], condition=Q(replied_at=None), name="call_unanswered")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page, for everybody."""
        return reverse("calls:call", args=[self.public_id])

    @property
    def subject(self) -> str:
        """What the journal and the promises call it."""
        return f"{SUBJECT}:{self.public_id}"

    @property
    def title(self) -> str:
        """The call in a line, in the reader's language or the first that it was written in."""
        return in_reader_language(self.titles, next(iter(self.titles.values()), ""))

    @property
    def text(self) -> str:
        """The leader's words."""
        return in_reader_language(self.words, next(iter(self.words.values()), ""))

    @property
    def reply(self) -> str:
        """The answer at the end; empty while there is none."""
        return in_reader_language(self.replies, next(iter(self.replies.values()), ""))

    @property
    def standing(self) -> Standing:
        """Where it stands now."""
        return standing(self.counted, self.goal, self.until, now(), answered=self.replied_at is not None)

    @property
    def share(self) -> int:
        """How much of the goal is reached, in per cent."""
        return share(self.counted, self.goal)
