"""What was found out there, and what the office did about it."""

from django.db import models
from django.db.models import Q

from parvis.kernel.clock import now
from parvis.kernel.files.models import Upload
from parvis.kernel.people.models import Organisation, Person

PHOTO_PURPOSE = "findings.photo"


class Finding(models.Model):
    """What somebody found out there, and what the office did about it.

    `key` is made on the phone and makes a second sending harmless; `version` is the report's version afterwards.
    Priority and defect are choices of the office, by their public ids.
    """

    key = models.CharField(max_length=80, unique=True)
    report = models.CharField(max_length=8)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    office = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=10)
    words = models.TextField(max_length=4000, blank=True)
    priority = models.CharField(max_length=8, blank=True)
    defect = models.CharField(max_length=8, blank=True)
    before = models.OneToOneField(Upload, null=True, on_delete=models.PROTECT, related_name="+")
    after = models.OneToOneField(Upload, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.CharField(max_length=60)
    looked_at = models.DateTimeField()
    sent_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["looked_at", "pk"]
        indexes = [
            models.Index(fields=["report", "looked_at"], name="finding_of_report"),
            models.Index(fields=["person", "-looked_at"], name="finding_of_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="finding_has_a_key"),
            models.CheckConstraint(
                condition=Q(looked_at__lte=models.F("sent_at")), name="finding_was_made_before_it_came"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.report}"
