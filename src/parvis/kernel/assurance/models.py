"""The register of who was confirmed to live here."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parvis.kernel.assurance.rules import DAYS_BEFORE, End, Seen, Way
from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id
from parvis.kernel.places.models import Area

WAYS = {
    Way.COUNTER: _("At a counter"),
    Way.LETTER: _("By a code in a letter"),
    Way.VOUCHING: _("Two residents vouched"),
    Way.PROVIDER: _("By another account"),
}
DOCUMENTS = {
    Seen.IDENTITY_CARD: _("identity card"),
    Seen.PASSPORT: _("passport"),
    Seen.PERMIT: _("residence permit"),
    Seen.BILL: _("bill or lease with the address"),
    Seen.RECORD: _("a record of the city"),
}


class Residence(models.Model):
    """The city is sure that a person lives in an area, by one way, until a moment. Never a number, never a copy.

    `seen`: the kind of document at a counter, or whose account it was. `by`: the official who saw it. `doubted_at`:
    what it rests on was revoked as false, and the desk has not looked again yet.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=10, choices=list(WAYS.items()))
    seen = models.CharField(max_length=60, blank=True)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    since = models.DateTimeField(default=now)
    until = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    doubted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=8, blank=True)
    ended_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("confirmation of residence")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "person", "way", condition=Q(ended_at=None), name="one_residence_standing_by_each_way"
            ),
            models.CheckConstraint(condition=Q(way__in=list(Way)), name="residence_by_a_known_way"),
            models.CheckConstraint(condition=Q(end__in=list(End)), name="residence_of_a_known_end"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="residence_for_a_while"),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | Q(ended_at__isnull=False) & ~Q(end=""),
                name="residence_ended_or_standing",
            ),
            models.CheckConstraint(
                condition=~Q(end="revoked") | ~Q(reason=""), name="residence_revoked_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(way="counter") | Q(seen__in=list(Seen)), name="residence_seen_at_a_counter"
            ),
            models.CheckConstraint(
                condition=Q(by=None) | ~Q(by=F("person")), name="residence_confirmed_by_another"
            ),
        ]
        indexes = [
            models.Index(fields=["until"], condition=Q(ended_at=None), name="residence_by_end"),
            models.Index(
                fields=["doubted_at"],
                condition=Q(ended_at=None, doubted_at__isnull=False),
                name="residence_doubted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.public_id}"

    @property
    def subject(self) -> str:
        """What the journal calls it: it does not say whose it is."""
        return f"assurance.residence:{self.public_id}"

    @property
    def seen_words(self) -> str:
        """What was seen, in the reader's language; whose account it was, as it calls itself."""
        return str(DOCUMENTS[Seen(self.seen)]) if self.seen in set(Seen) else self.seen

    @property
    def runs_out_soon(self) -> bool:
        """True in the last days, when it is time to renew it."""
        return self.ended_at is None and (self.until - now()).days < DAYS_BEFORE
