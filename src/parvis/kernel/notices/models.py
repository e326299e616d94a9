"""Notices, their deliveries, and what people want to be told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.notices.kinds import Category, kind_named

EMAIL = "email"


class Pace(models.TextChoices):
    """How soon a letter comes."""

    NOW = "now", _("at once")
    DAILY = "daily", _("once a day, gathered")
    WEEKLY = "weekly", _("once a week, gathered")


class Notice(models.Model):
    """One thing told to one person, or to an e-mail address that has no account."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="notices"
    )
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8)
    kind = models.CharField(max_length=60)
    data = models.JSONField()
    created_at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        constraints = [
            models.CheckConstraint(condition=~Q(person=None, email=""), name="notice_has_a_reader"),
        ]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="notice_inbox"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["created_at"], name="notice_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def title(self) -> str:
        """The line that the reader sees, in the active language."""
        return kind_named(self.kind).title(self.data)

    @property
    def path(self) -> str:
        """The page that it leads to."""
        return kind_named(self.kind).path(self.data)

    @property
    def category(self) -> str:
        """The category that the reader can switch off."""
        return kind_named(self.kind).category


class Delivery(models.Model):
    """One attempt-until-done to carry a notice by one channel. `error` is the last reason why it did not arrive.

    `pace`: at once, or gathered for a digest. `due_at`: not before. `seen_at`: the reader's device said so.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        SPARED = "spared", _("not needed")  # known by another way, or not wanted any more, when this was due

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, default=EMAIL)
    pace = models.CharField(max_length=6, choices=Pace.choices, default=Pace.NOW, db_default=Pace.NOW)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.SmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("notice", "channel", name="one_delivery_by_each_channel")]
        indexes = [models.Index(fields=["created_at"], condition=Q(state="waiting"), name="delivery_waiting")]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class Preference(models.Model):
    """Whether and at what pace a person, or an address without account, wants a category by a channel.

    No row: what the channel does unasked; e-mail comes at once.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="notice_preferences"
    )
    email = models.EmailField(blank=True)
    category = models.CharField(max_length=10, choices=list(Category.LABELS.items()))
    channel = models.CharField(max_length=10, default=EMAIL)
    wanted = models.BooleanField()
    pace = models.CharField(max_length=6, choices=Pace.choices, default=Pace.NOW, db_default=Pace.NOW)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person", "category", "channel", condition=~Q(person=None), name="one_wish_of_a_person"
            ),
            models.UniqueConstraint(
                "email", "category", "channel", condition=Q(person=None), name="one_wish_of_an_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.channel} {self.wanted}"
