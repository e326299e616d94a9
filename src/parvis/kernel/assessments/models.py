"""Impact assessments, version by version, and the risks in each."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.assessments.rules import (
    PART_AT_MOST,
    RISK_AT_MOST,
    WORDS_AT_MOST,
    Advice,
    Likelihood,
    Severity,
    Written,
)
from parvis.kernel.assessments.rules import Risk as RiskLine
from parvis.kernel.clock import now
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import new_public_id

SUBJECT = "assessments.assessment"


class Assessment(models.Model):
    """One version of what a part of the house may mean for people; it is never changed, only followed by another.

    `part` is the key of a part of the register of purposes. `facts` is what the programs knew when it was written, with
    its `fingerprint`. `outdated_at` is the first night on which the programs did something else than was signed.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    part = models.CharField(max_length=PART_AT_MOST)
    number = models.PositiveIntegerField()
    necessity = models.TextField(max_length=WORDS_AT_MOST, blank=True)
    residents = models.TextField(max_length=WORDS_AT_MOST, blank=True)
    consulted = models.TextField(max_length=WORDS_AT_MOST, blank=True)
    facts = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    office = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(default=now)
    advice = models.CharField(
        max_length=10, blank=True, choices=[(each.value, each.value) for each in Advice]
    )
    advice_words = models.TextField(max_length=WORDS_AT_MOST, blank=True)
    advised_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    advised_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_office = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    outdated_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("impact assessment")
        ordering = ["part", "-number"]
        constraints = [
            models.UniqueConstraint("part", "number", name="one_assessment_of_a_number"),
            models.CheckConstraint(
                condition=Q(advised_at=None, advice="") | Q(advised_at__isnull=False) & ~Q(advice=""),
                name="assessment_advised_in_words",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(advised_at__isnull=False),
                name="assessment_signed_after_advice",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | Q(written_by=None) | ~Q(signed_by=F("written_by")),
                name="assessment_signed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"assessment of {self.part}, version {self.number}"

    @property
    def subject(self) -> str:
        """What the journal and the register of decisions call it: the part, whatever the version."""
        return f"{SUBJECT}:{self.part}"

    @property
    def written(self) -> Written:
        """What people wrote."""
        lines = tuple(each.line for each in self.risks.all())
        return Written(self.necessity, self.residents, self.consulted, lines)


class Risk(models.Model):
    """A line of the table of risks: what could happen to people, how likely and how severe it is before and after what
    is done about it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="risks")
    place = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=RISK_AT_MOST)
    likelihood = models.PositiveSmallIntegerField()
    severity = models.PositiveSmallIntegerField()
    measure = models.TextField(max_length=RISK_AT_MOST)
    left_likelihood = models.PositiveSmallIntegerField()
    left_severity = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("risk")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint("assessment", "place", name="one_risk_at_a_place"),
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 4), severity__range=(1, 4), left_likelihood__gte=1)
                & Q(left_severity__gte=1, left_likelihood__lte=F("likelihood"))
                & Q(left_severity__lte=F("severity")),
                name="risk_on_its_scale_and_not_graver_after",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def line(self) -> RiskLine:
        """The line as the rules know it."""
        return RiskLine(
            self.words,
            Likelihood(self.likelihood),
            Severity(self.severity),
            self.measure,
            Likelihood(self.left_likelihood),
            Severity(self.left_severity),
        )
