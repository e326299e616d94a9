"""The screens that stand in the city for everybody."""

from django.db import models
from django.db.models import Q

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id
from parvis.services.kiosk.rules import NAME_AT_MOST


class Kiosk(models.Model):
    """A screen that stands somewhere for everybody. `opening` is the digest of a code that binds one device, `device`
    of what that device keeps; each is empty before and after its time."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=NAME_AT_MOST)
    opening = models.CharField(max_length=64, blank=True)
    opening_ends_at = models.DateTimeField()
    device = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint("opening", condition=~Q(opening=""), name="kiosk_opening_once"),
            models.UniqueConstraint("device", condition=~Q(device=""), name="kiosk_device_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opening="", device=""), name="kiosk_closed_opens_nothing"
            ),
        ]

    def __str__(self) -> str:
        return self.name
