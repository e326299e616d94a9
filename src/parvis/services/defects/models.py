"""The choices of an office."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Organisation
from parvis.kernel.people.rules import new_public_id
from parvis.services.defects.rules import Outcome

OUTCOME_WORDS = {
    Outcome.LOOKED: _("I looked, and nothing changes"),
    Outcome.STARTED: _("The work has begun"),
    Outcome.PLANNED: _("The work is planned"),
    Outcome.DONE: _("It is done: mended or taken away"),
    Outcome.NOT_FOUND: _("I looked and found nothing"),
    Outcome.NO_ACTION: _("We will not act, and say why"),
    Outcome.NOT_OURS: _("It is not for the city to do"),
    Outcome.ELSEWHERE: _("It belongs to another office"),
    Outcome.NOTE: _("Only a note for the office"),
}


def new_choice_id() -> str:
    """Eight letters and digits, as old findings keep it."""
    return new_public_id(8)


class Choice(models.Model):
    """A priority, a defect or ready words of an office, by language.

    `category` is the slug of a category of reports, `outcome` what the inspector says; empty means all. What is taken
    away is switched off only: old findings go on naming it.
    """

    KINDS = [("priority", _("priority")), ("defect", _("defect")), ("phrase", _("ready words"))]

    public_id = models.CharField(max_length=8, unique=True, default=new_choice_id, editable=False)
    office = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=KINDS)
    category = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    texts = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)
    is_on = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("choice of an inspector")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["office", "kind", "position"], name="choice_of_office")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="priority") | Q(category="", outcome=""), name="priority_is_for_all"
            ),
            models.CheckConstraint(
                condition=Q(kind="phrase") | Q(outcome=""), name="only_words_depend_on_the_outcome"
            ),
            models.CheckConstraint(condition=~Q(texts={}), name="choice_has_a_text"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """In the reader's language, else in the house language, else in any that it was written in."""
        return in_reader_language(self.texts) or next(iter(self.texts.values()), "")
