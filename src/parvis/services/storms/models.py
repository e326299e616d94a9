"""What hit many at once, as the city declared it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id

SUBJECT = "storms.storm"


class Storm(models.Model):
    """A storm, a flood, a strike: `titles` by language, `days` more of working time for these categories and this area
    (slugs; empty: all), for what is open and what is reported until `until`."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    titles = models.JSONField()
    categories = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    area = models.CharField(max_length=80, blank=True)
    days = models.PositiveSmallIntegerField()
    reason = models.TextField(max_length=4000)
    since = models.DateTimeField(default=now)
    until = models.DateTimeField()
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("storm")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="storm_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(days__gt=0), name="storm_gives_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="storm_with_a_reason"),
        ]
        indexes = [models.Index(fields=["until"], name="storm_running")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page, for everybody."""
        return reverse("storms:storm", args=[self.public_id])

    @property
    def title(self) -> str:
        """What happened, in the reader's language or the first that it was written in."""
        return in_reader_language(self.titles)

    @property
    def subject(self) -> str:
        """What the journal and the promises call it."""
        return f"{SUBJECT}:{self.public_id}"

    @property
    def is_running(self) -> bool:
        """Whether what is reported now gets more time."""
        return self.until > now()
