"""Promises and the calendars they are counted by."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.people.models import Organisation
from parvis.kernel.promises.rules import Outcome, outcome


class Calendar(models.Model):
    """When an organisation works; the row without an organisation is the city's own.

    `week` is {"mon": [["08:30", "17:00"]], …, "sun": []}; `holidays` are further days off ("2026-12-24") beside the
    public holidays of the city's country.
    """

    organisation = models.OneToOneField(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="calendar"
    )
    week = models.JSONField()
    holidays = ArrayField(models.DateField(), default=list, blank=True)
    keeps_public_holidays = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("calendar")
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(organisation=None), name="one_calendar_of_the_city"
            ),
        ]

    def __str__(self) -> str:
        return f"calendar of {self.organisation_id or 'the city'}"


class Promise(models.Model):
    """One promised answer. `owner` made it and is measured by it; `holder` must act now (they differ once it moved).

    `subject` is `module.thing:public_id`. `minutes` is the working time promised; None where the due date came from
    elsewhere. `chain` may begin with partners, each of which has the working minutes of `lead` before the owner; until
    `first_until` neighbours have the first word (None once that is over). `broken_at` is set once, by the clock or by
    a late answer, and never taken back. `widened_by` names the decisions that gave it more time (see `Widening`).
    """

    subject = models.CharField(max_length=80, unique=True)
    service = models.CharField(max_length=60)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="promises_made")
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="promises_held")
    chain = ArrayField(models.BigIntegerField())
    lead = ArrayField(models.PositiveIntegerField(), default=list, db_default=[], blank=True)
    first_until = models.DateTimeField(null=True)
    area_id = models.BigIntegerField(null=True)
    topic = models.CharField(max_length=60, blank=True)
    opened_at = models.DateTimeField()
    minutes = models.IntegerField(null=True)
    due_at = models.DateTimeField()
    moves_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    broken_at = models.DateTimeField(null=True)
    widened_by = ArrayField(models.CharField(max_length=80), default=list, db_default=[], blank=True)

    class Meta:
        verbose_name = _("promise")
        constraints = [
            models.CheckConstraint(condition=Q(due_at__gte=F("opened_at")), name="promise_due_after_opened"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(withdrawn_at=None), name="promise_ends_in_one_way"
            ),
            models.CheckConstraint(
                condition=Q(moves_at=None) | Q(answered_at=None, withdrawn_at=None, paused_at=None),
                name="promise_moves_only_while_it_runs",
            ),
        ]
        indexes = [
            models.Index(fields=["moves_at"], condition=~Q(moves_at=None), name="promise_next_to_move"),
            models.Index(
                fields=["holder"],
                condition=Q(answered_at=None, withdrawn_at=None) & ~Q(owner=F("holder")),
                name="promise_brought_to_holder",
            ),
            models.Index(
                fields=["service", "due_at"],
                include=["answered_at", "area_id", "topic", "owner"],
                condition=Q(paused_at=None, withdrawn_at=None),
                name="promise_figures_that_count",
            ),
            models.Index(fields=["owner", "due_at"], name="promise_figures_of_owner"),
        ]

    def __str__(self) -> str:
        return self.subject

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Promises that end or pause have nothing more to move."""
        if self.answered_at or self.withdrawn_at or self.paused_at:
            self.moves_at = None
        super().save(*args, **kwargs)

    def outcome(self, at: datetime) -> Outcome:
        """What this promise is at that moment."""
        return outcome(
            due=self.due_at,
            answered=self.answered_at,
            paused=self.paused_at is not None,
            withdrawn=self.withdrawn_at is not None,
            at=at,
        )


class Widening(models.Model):
    """More time for all promises of a service at once, because of something that hit many: a storm, a flood.

    `subject` names the decision. Empty `topics` and `area_ids` mean all of them; `minutes` is working time. What is
    promised from `since` to `until` gets it, too.
    """

    subject = models.CharField(max_length=80, unique=True)
    service = models.CharField(max_length=60)
    topics = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    area_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    minutes = models.PositiveIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("widening of promises")
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="widening_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="widening_gives_time"),
        ]
        indexes = [models.Index(fields=["service", "until"], name="widening_in_force")]

    def __str__(self) -> str:
        return self.subject


class Widened(models.Model):
    """A promise that got more time, and when it was due before that."""

    widening = models.ForeignKey(Widening, on_delete=models.CASCADE, related_name="widened")
    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="widened")
    due_before = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("promise", "widening", name="promise_widened_once_by_each"),
        ]

    def __str__(self) -> str:
        return f"{self.widening_id} {self.promise_id}"
