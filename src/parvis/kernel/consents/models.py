"""Consents and their proof."""

from django.db import models
from django.db.models import F, Q

from parvis.kernel.clock import now
from parvis.kernel.consents.rules import NAME_AT_MOST, WORDS_AT_MOST, Way
from parvis.kernel.people.models import Person

_WAYS = [(way.value, way.value) for way in Way]


class Consent(models.Model):
    """Somebody said yes to a purpose: to which words, in which language and version, when and where; and when no more.

    `words` are kept as they were read. `withdrawn_at` empty: it holds. `withdrawn_by_way` is where they said no;
    empty where newer words took its place.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=NAME_AT_MOST)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8)
    words = models.TextField(max_length=WORDS_AT_MOST)
    way = models.CharField(max_length=8, choices=_WAYS)
    given_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_way = models.CharField(max_length=8, blank=True, choices=_WAYS)

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "person", "purpose", condition=Q(withdrawn_at=None), name="one_consent_to_a_purpose"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_it_was_given",
            ),
        ]
        indexes = [
            models.Index(fields=["purpose", "withdrawn_at"], name="consent_by_purpose"),
            models.Index(fields=["person", "-given_at"], name="consent_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.person_id}"
