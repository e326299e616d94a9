"""The devices on which people want to be told."""

from django.db import models

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id


class Device(models.Model):
    """A browser that gave an address at its push service, and the keys by which only it can read."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    endpoint = models.CharField(max_length=600, unique=True)
    point = models.CharField(max_length=90)
    secret = models.CharField(max_length=24)
    label = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"device {self.public_id}"
