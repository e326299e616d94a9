"""Messages that came in. Phones are the carrier's: here they are its names for them."""

from django.db import models
from django.db.models import Q

from parvis.kernel.clock import now
from parvis.kernel.people.rules import new_public_id
from parvis.services.sms.rules import Reason, State


class Incoming(models.Model):
    """A message, once: of what is done only a keyed digest of the gateway's number for it stays.

    `draft` holds what was understood so far: the kind, the place, and the choices that were offered.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    line = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=8, choices=[(each.value, each.value) for each in State])
    reason = models.CharField(
        max_length=12, blank=True, choices=[(each.value, each.value) for each in Reason]
    )
    said = models.CharField(max_length=300, blank=True)
    words = models.TextField(max_length=4000, blank=True)
    draft = models.JSONField(default=dict, blank=True)
    times_asked = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="held") | ~Q(reason=""), name="text_held_for_a_reason"),
            models.CheckConstraint(
                condition=Q(state__in=["held", "asked"]) | Q(line="", words="", draft={}),
                name="text_done_keeps_nothing",
            ),
            models.UniqueConstraint("line", condition=Q(state="asked"), name="one_question_at_a_time"),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="text_waits", condition=Q(state__in=["held", "asked"])),
            models.Index(fields=["-created_at"], name="text_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.public_id}"
