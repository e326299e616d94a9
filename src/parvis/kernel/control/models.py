"""The register of decisions, and the proposals that wait for a second signature."""

from django.contrib.postgres.indexes import BrinIndex, GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.control.rules import Weight
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import new_public_id


class Act(models.Model):
    """A line of the public register: a reserved verb was done. Never changed but to forget who it was.

    `subject` is the journal's; `data` what the journal's sentence needs; `changes` lists [label, before, after], plain
    values, labels as the verb names them. `is_open` is false where strangers cannot see what it is about: then only
    the kind of decision is told. `person` and `second` signed; `is_named` says whether they are named in public.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    at = models.DateTimeField(default=now)
    verb = models.CharField(max_length=60)
    module = models.CharField(max_length=40)
    weight = models.CharField(max_length=4, choices=[(each.value, each.value) for each in Weight])
    subject = models.CharField(max_length=80)
    area_id = models.BigIntegerField(default=0)
    data = models.JSONField(default=dict)
    is_open = models.BooleanField()
    office = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    second = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    is_named = models.BooleanField(default=False)
    reason = models.TextField(max_length=4000, blank=True)
    changes = models.JSONField(default=list)

    class Meta:
        verbose_name = _("decision")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(weight__in=list(Weight)), name="act_of_a_known_weight"),
            models.CheckConstraint(
                condition=~Q(weight="rule") | Q(person=None) | ~Q(reason=""), name="act_for_all_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(second=None) | Q(person=None) | ~Q(second=F("person")),
                name="act_signed_by_two_people",
            ),
        ]
        indexes = [
            # Whatever somebody searches by, a page costs what it shows: there are a thousand cases for each rule.
            models.Index(fields=["weight", "-id"], name="act_by_weight"),
            models.Index(fields=["module", "weight", "-id"], name="act_by_module"),
            models.Index(fields=["office", "weight", "-id"], name="act_by_office"),
            models.Index(fields=["office", "module", "weight", "-id"], name="act_by_office_and_module"),
            BrinIndex(fields=["at"], name="act_by_moment", autosummarize=True),
            models.Index(fields=["person"], name="act_by_person"),
            models.Index(fields=["subject"], name="act_by_subject"),
            GinIndex(
                OpClass(Upper("reason"), name="gin_trgm_ops"),
                name="act_by_words",
                condition=Q(weight="rule"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"

    def get_absolute_url(self) -> str:
        """Its page, for everybody."""
        return reverse("decisions:decision", args=[self.public_id])


class Proposal(models.Model):
    """Somebody signed a decision that needs two people; it is done when another signs, by `payload`.

    `payload` is what the module's own function needs to carry it out; `changes` what it would change, as in `Act`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for a second signature")
        DONE = "done", _("decided")
        REFUSED = "refused", _("not signed")
        WITHDRAWN = "withdrawn", _("taken back")
        LAPSED = "lapsed", _("lapsed")

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    reason = models.TextField(max_length=4000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    ended_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)
    answer = models.TextField(max_length=4000, blank=True)
    act = models.OneToOneField(Act, null=True, on_delete=models.PROTECT, related_name="proposal")

    class Meta:
        verbose_name = _("proposal of a decision")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "verb", "subject", condition=Q(state="waiting"), name="one_proposal_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="done")
                | Q(proposed_by=None)
                | Q(ended_by=None)
                | ~Q(ended_by=F("proposed_by")),
                name="proposal_signed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at=None) | ~Q(state="waiting") & Q(ended_at__isnull=False),
                name="proposal_ended_or_waiting",
            ),
        ]
        indexes = [
            models.Index(fields=["until"], condition=Q(state="waiting"), name="proposal_waiting"),
            models.Index(fields=["proposed_by"], name="proposal_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"
