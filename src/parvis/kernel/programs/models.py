"""Programs of builders."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id
from parvis.kernel.programs.registry import all_scopes
from parvis.kernel.programs.rules import CALLS_AN_HOUR, CALLS_AN_HOUR_AT_MOST, Scope


class Program(models.Model):
    """One program and its key, of which only the digest and the last letters are kept.

    `scopes` are those it has, `asked` those that wait for the public desk. Without an owner it is revoked.
    """

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=80)
    website = models.URLField(max_length=200, blank=True)
    scopes = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    asked = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    per_hour = models.PositiveIntegerField(default=CALLS_AN_HOUR)
    key_digest = models.CharField(max_length=64, unique=True)
    key_end = models.CharField(max_length=4)
    created_at = models.DateTimeField(default=now, editable=False)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("program")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["owner"], name="program_of_owner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(per_hour__range=(1, CALLS_AN_HOUR_AT_MOST)), name="program_may_call_now_and_then"
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(revoked_at__isnull=False), name="program_has_an_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """What the journal calls it."""
        return f"programs.program:{self.public_id}"

    @property
    def granted(self) -> list[Scope]:
        """What it may do, in words."""
        return [scope for scope in all_scopes() if scope.name in self.scopes]

    @property
    def waiting(self) -> list[Scope]:
        """What it asked for and the desk has not answered yet."""
        return [scope for scope in all_scopes() if scope.name in self.asked]
