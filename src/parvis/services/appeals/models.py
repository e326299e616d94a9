"""The table of appeals."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.promises.models import Promise
from parvis.kernel.trust.models import Decision

SUBJECT = "appeals.appeal"


class Appeal(models.Model):
    """Its author asks for something back. Whoever decided first (`against`) does not decide about this."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="appeal")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(max_length=4000)
    made_at = models.DateTimeField(default=now)
    against = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    promise = models.OneToOneField(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_upheld = models.BooleanField(null=True)
    answer = models.TextField(max_length=4000, blank=True)

    class Meta:
        verbose_name = _("appeal")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, is_upheld=None)
                | Q(decided_at__isnull=False, is_upheld__isnull=False),
                name="appeal_is_decided_or_waits",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | ~Q(answer=""), name="appeal_decided_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(against=None) | ~Q(decided_by=F("against")),
                name="appeal_decided_by_somebody_else",
            ),
        ]
        indexes = [models.Index(fields=["made_at"], condition=Q(decided_at=None), name="appeal_waiting")]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """Where its author reads it."""
        return reverse("appeals:appeal", args=[self.decision_id])

    @property
    def subject(self) -> str:
        """What its promise calls it."""
        return f"{SUBJECT}:{self.decision_id}"
