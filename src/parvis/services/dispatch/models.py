"""Where offices have their own systems, what goes there, and what came back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.people.models import Organisation


class Channel(models.Model):
    """The way to an office's own system: the address of its Open311, or mailto: and its mailbox.

    `codes` is our kind → their service code; "*" stands for all others.
    """

    office = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=300)
    key = models.CharField(max_length=200, blank=True)
    jurisdiction = models.CharField(max_length=120, blank=True)
    codes = models.JSONField(default=dict, blank=True)
    is_on = models.BooleanField(default=True)
    asked_until = models.DateTimeField(null=True)
    asking_fails = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("channel")
        ordering = ["office_id"]

    def __str__(self) -> str:
        return f"{self.office_id} → {self.address}"

    @property
    def mailbox(self) -> str:
        """The mailbox, where that is the way; else empty."""
        return self.address.removeprefix("mailto:") if self.address.startswith("mailto:") else ""


class Parcel(models.Model):
    """Something that must reach an office's own system once: a report, or news about one.

    `key` makes a second try harmless on both sides; `foreign_id` is the report's number over there.
    """

    class Kind(models.TextChoices):
        REPORT = "report", _("report")
        NEWS = "news", _("news")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("delivered")
        REFUSED = "refused", _("refused")

    key = models.CharField(max_length=80, unique=True)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="parcels")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    report = models.CharField(max_length=8)
    words = models.CharField(max_length=16, blank=True)
    status = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    fails = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    token = models.CharField(max_length=120, blank=True)
    foreign_id = models.CharField(max_length=120, blank=True)
    news_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)
    next_at = models.DateTimeField(null=True, default=now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("parcel")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", next_at__isnull=False) | (~Q(state="waiting") & Q(next_at=None)),
                name="parcel_waits_until",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent", kind="report") | ~Q(foreign_id="") | ~Q(token=""),
                name="parcel_sent_has_a_number",
            ),
            models.UniqueConstraint(
                "channel", "foreign_id", condition=~Q(foreign_id=""), name="one_parcel_of_each_number"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="parcel_due", condition=Q(state="waiting")),
            models.Index(fields=["report"], name="parcel_of_report"),
        ]

    def __str__(self) -> str:
        return self.key


class Heard(models.Model):
    """An update of theirs that was taken in: once and never again."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="heard")
    update_id = models.CharField(max_length=120)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint("channel", "update_id", name="one_hearing_of_each_update")]

    def __str__(self) -> str:
        return self.update_id
