"""Who asks that neighbours vouch, and who vouched."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.assurance.models import Residence
from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id
from parvis.kernel.places.models import Area


class Asking(models.Model):
    """Somebody asks that two residents vouch for them. Only who was given its `public_id` finds it.

    `residence` is what came of it; an asking that ended without one came to nothing.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    residence = models.OneToOneField(Residence, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("request for vouching")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint("person", condition=Q(ended_at=None), name="one_asking_at_a_time"),
            models.CheckConstraint(
                condition=Q(residence=None) | Q(ended_at__isnull=False), name="asking_ended_by_its_residence"
            ),
        ]
        indexes = [models.Index(fields=["until"], condition=Q(ended_at=None), name="asking_by_end")]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        """The page that its person hands to neighbours."""
        return reverse("vouching:vouch", args=[self.public_id])

    @property
    def subject(self) -> str:
        """What the journal calls it: it does not say whose it is."""
        return f"vouching.asking:{self.pk}"

    @property
    def is_open(self) -> bool:
        """True while somebody can vouch."""
        return self.ended_at is None and self.until > now()


class Vouch(models.Model):
    """A resident says that they know this person, and that they live there. Stands until it is withdrawn."""

    asking = models.ForeignKey(Asking, on_delete=models.CASCADE, related_name="vouches")
    voucher = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("vouch")
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "asking", "voucher", condition=Q(withdrawn_at=None), name="one_vouch_of_each_resident"
            ),
        ]
        indexes = [models.Index(fields=["voucher", "given_at"], name="vouch_by_voucher")]

    def __str__(self) -> str:
        return f"{self.voucher_id} for {self.asking_id}"
