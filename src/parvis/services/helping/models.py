"""The jobs that neighbours took."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.files.models import Upload
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id
from parvis.kernel.promises.models import Promise
from parvis.services.helping.rules import State

SUBJECT = "helping.job"


class Job(models.Model):
    """Somebody took a report (its public id) on, on the terms of that day (`minutes_most`).

    `category` and `area`, the neighbourhood, are those of the report on that day; slugs.
    What they say and show of it is for its author and the office.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    report = models.CharField(max_length=8)
    category = models.CharField(max_length=80)
    area = models.CharField(max_length=80, blank=True)
    minutes_most = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in State], default=State.TAKEN)
    taken_at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    words = models.TextField(max_length=4000, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    proven_at = models.DateTimeField(null=True)
    promise = models.OneToOneField(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(max_length=4000, blank=True)

    class Meta:
        verbose_name = _("job of a neighbour")
        ordering = ["-taken_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "report",
                "person",
                condition=Q(state__in=["taken", "proven", "confirmed"]),
                name="one_job_of_a_person_at_a_report",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["proven", "confirmed", "refused"])
                | Q(minutes__isnull=False, proven_at__isnull=False),
                name="job_proven_with_its_minutes",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(person=None) | ~Q(decided_by=F("person")),
                name="job_confirmed_by_somebody_else",
            ),
        ]
        indexes = [
            models.Index(fields=["report"], name="job_at_a_report"),
            models.Index(fields=["until"], condition=Q(state="taken"), name="job_running"),
            models.Index(fields=["proven_at"], condition=Q(state="proven"), name="job_waiting_for_a_yes"),
        ]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        """Its page: for who took it, the author of the report and the office."""
        return reverse("helping:job", args=[self.public_id])

    @property
    def subject(self) -> str:
        """What its promise calls it."""
        return f"{SUBJECT}:{self.public_id}"


class Proof(models.Model):
    """A photograph of what a neighbour did."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="proofs")
    upload = models.OneToOneField(Upload, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.job_id} {self.upload_id}"
