"""Codes, and who asked to use one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id


class Way(models.TextChoices):
    """How it came to the counter."""

    PHONE = "phone", _("By phone")
    DESK = "desk", _("At the desk")
    LETTER = "letter", _("By letter")
    PAPER = "paper", _("On our sheet of paper")
    KIOSK = "kiosk", _("At a kiosk")
    SMS = "sms", _("By text message")


class Claim(models.Model):
    """A code that makes a report somebody's, once; only its digest is kept. A blank sheet has no report yet.

    `report` is the public id of the report; with `only_follows` it is another person's that is to be followed."""

    digest = models.CharField(max_length=64, unique=True)
    report = models.CharField(max_length=8, blank=True, db_index=True)
    way = models.CharField(max_length=6, choices=Way)
    only_follows = models.BooleanField(default=False)
    entered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(report="") | Q(way="paper"), name="claim_blank_is_paper"),
            models.CheckConstraint(
                condition=Q(claimed_at=None) | ~Q(report=""), name="claim_taken_has_a_report"
            ),
            models.CheckConstraint(
                condition=Q(claimed_by=None) | Q(claimed_at__isnull=False), name="claim_taken_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.report}"


class Asking(models.Model):
    """Somebody gave an e-mail address for a code; it counts once the letter to that address is answered."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="askings")
    email = models.EmailField()
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint("claim", "email", name="one_asking_of_an_address")]

    def __str__(self) -> str:
        return self.public_id
