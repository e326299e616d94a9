"""Paper letters with a code."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id
from parvis.kernel.places.models import Area
from parvis.kernel.postal import rules


class PaperLetter(models.Model):
    """Somebody asked for a code by post. `name` and `address` stand here until it is over, and no longer.

    `code_digest`: of the code on the paper that was printed last. `address_digest`: of the address, kept longer,
    so that letters to one letterbox can be counted. `tries`: how often a wrong code was typed.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    address = models.TextField(max_length=300, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    asked_at = models.DateTimeField(default=now)
    printed_at = models.DateTimeField(null=True)
    printed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    code_digest = models.CharField(max_length=64, blank=True)
    address_digest = models.CharField(max_length=64, blank=True, default="", db_default="")
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("paper letter")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint("person", condition=Q(ended_at=None), name="one_paper_letter_at_a_time"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(name="", address="", code_digest=""),
                name="paper_letter_forgotten_when_over",
            ),
            models.CheckConstraint(condition=Q(tries__lte=rules.TRIES), name="paper_letter_tried_so_often"),
        ]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(ended_at=None), name="paper_letter_open"),
            models.Index(fields=["person", "asked_at"], name="paper_letter_of_person"),
            models.Index(
                fields=["address_digest", "asked_at"],
                condition=~Q(address_digest=""),
                name="paper_letter_to_address",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def subject(self) -> str:
        """What the journal calls it: it does not say whose it is."""
        return f"postal.letter:{self.public_id}"

    @property
    def state(self) -> rules.State:
        """Where it is now."""
        return rules.state(self.asked_at, self.printed_at, self.ended_at, now())

    @property
    def until(self) -> object:
        """The moment at which it is over."""
        return rules.ends(self.asked_at, self.printed_at)

    @property
    def tries_left(self) -> int:
        """How many more wrong codes it bears."""
        return rules.tries_left(self.tries)
