"""Letters that came by e-mail."""

from django.db import models
from django.db.models import Q

from parvis.kernel.clock import now
from parvis.kernel.people.rules import new_public_id
from parvis.services.letterbox.rules import Reason, State


def _values(kind: type[State] | type[Reason]) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in kind]


class Letter(models.Model):
    """A message, once. What became a report or words on one keeps nothing here but that; what waits keeps who sent it,
    the words and the photographs (public ids of uploads). `raw` is the beginning of what could not be read, `said` what
    a refusal said."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=_values(State))
    reason = models.CharField(max_length=12, blank=True, choices=_values(Reason))
    said = models.CharField(max_length=300, blank=True)
    sender = models.EmailField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    words = models.TextField(max_length=8000, blank=True)
    photos = models.JSONField(default=list, blank=True)
    raw = models.TextField(blank=True)
    report = models.CharField(max_length=8, blank=True)
    times_asked = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="held") | ~Q(reason=""), name="letter_held_for_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["opened", "written"]) | ~Q(report=""),
                name="letter_taken_has_a_report",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["held", "asked"]) | Q(sender="", words="", raw=""),
                name="letter_done_keeps_nothing",
            ),
        ]
        indexes = [models.Index(fields=["created_at"], name="letter_held", condition=Q(state="held"))]

    def __str__(self) -> str:
        return f"{self.state} {self.public_id}"
