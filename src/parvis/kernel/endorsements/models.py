"""Kinds of endorsement, and who has which."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.endorsements.rules import DAYS_AT_MOST
from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Role, new_public_id

ROLES = {Role.AGENT: _("agents"), Role.MANAGER: _("managers"), Role.OWNER: _("owners")}


class Kind(models.Model):
    """Something that the city checks: its name by language, who says that it was, and for how many days it holds."""

    slug = models.SlugField(max_length=40, unique=True, default=new_public_id)
    names = models.JSONField()
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=[(role.value, label) for role, label in ROLES.items()])
    days = models.PositiveIntegerField()
    begun_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("kind of endorsement")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=list(Role)), name="endorsed_by_a_known_role"),
            models.CheckConstraint(condition=Q(days__range=(1, DAYS_AT_MOST)), name="endorsed_for_some_days"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, or in the house language."""
        return in_reader_language(self.names, self.slug)

    @property
    def subject(self) -> str:
        """What the journal calls it."""
        return f"endorsements.kind:{self.slug}"


class Endorsement(models.Model):
    """The city checked this about a person. `is_shown`: the person shows it to others."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    is_shown = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("endorsement")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "person", "kind", condition=Q(ended_at=None), name="one_endorsement_of_each_kind"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("given_at")), name="endorsement_for_a_while"),
            models.CheckConstraint(
                condition=Q(ended_by=None) | ~Q(reason=""), name="endorsement_revoked_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(by=None) | ~Q(by=F("person")), name="endorsement_given_by_another"
            ),
        ]
        indexes = [models.Index(fields=["until"], condition=Q(ended_at=None), name="endorsement_by_end")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def subject(self) -> str:
        """What the journal calls it: it does not say whose it is."""
        return f"endorsements.endorsement:{self.public_id}"
