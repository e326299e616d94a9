"""Phones that wrote to the city, the reports that came from them, and what goes out to them."""

from django.db import models
from django.db.models import Q

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id
from parvis.services.carrier.rules import State


class Line(models.Model):
    """A phone that wrote to the city, in E.164. A sender's number can be forged: it is where we answer, not who it is.

    `person`: somebody took a report from this phone as theirs, by a code that was sent to it."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    phone = models.CharField(max_length=16, unique=True)
    language = models.CharField(max_length=8)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    last_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.public_id


class Thread(models.Model):
    """A report that came by text message, and the phone that is told about it. `key` is what its code is worked out
    from; `asks_to_look`: it was closed, and a yes or no says whether it is fixed."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="threads")
    report = models.CharField(max_length=8, unique=True)
    key = models.CharField(max_length=80)
    asks_to_look = models.BooleanField(default=False)
    touched_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-touched_at", "-pk"]
        indexes = [models.Index(fields=["line", "-touched_at"], name="thread_newest")]

    def __str__(self) -> str:
        return self.report


class Stopped(models.Model):
    """A number that wants no message ever again, until it says otherwise: only its keyed digest, and kept for ever."""

    digest = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.digest[:8]


class Outgoing(models.Model):
    """A message of ours. `key` makes it one whatever happens; `public_id` is the key by which the gateway knows it.

    `next_at` is when it is tried next, or given back by a worker that died; `is_last_word`: above the ceiling too;
    `answers` somebody who just wrote, so that it may come at night.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    key = models.CharField(max_length=100, unique=True)
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="outgoing")
    words = models.TextField(max_length=1000)
    segments = models.PositiveSmallIntegerField()
    is_last_word = models.BooleanField(default=False)
    answers = models.BooleanField(default=False, db_default=False)
    state = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in State], default=State.WAITING
    )
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=now)
    next_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(segments__gte=1), name="text_costs_something"),
            models.CheckConstraint(
                condition=Q(next_at__isnull=False) | ~Q(state__in=["waiting", "on_its_way"]),
                name="text_waiting_has_a_next_try",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="text_due", condition=Q(state__in=["waiting", "on_its_way"])
            ),
            models.Index(
                fields=["-created_at"], name="text_in_trouble", condition=Q(state__in=["failed", "unsure"])
            ),
            models.Index(fields=["sent_at"], name="text_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.public_id}"


class Spent(models.Model):
    """How many segments a day of the city cost so far; `is_told`: the journal knows that the money is gone."""

    day = models.DateField(primary_key=True)
    segments = models.PositiveIntegerField(default=0)
    is_told = models.BooleanField(default=False)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.segments}"
