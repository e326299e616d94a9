"""Counts of deliveries. They stay when the notices themselves are gone; nobody is in them."""

from django.db import models


class Day(models.Model):
    """What became of the deliveries of one day by one way. `seconds`: from when one was due until it was handed over,
    in the middle of those that went at once; None where none did."""

    day = models.DateField()
    channel = models.CharField(max_length=10)
    sent = models.PositiveIntegerField()
    failed = models.PositiveIntegerField()
    spared = models.PositiveIntegerField()
    waiting = models.PositiveIntegerField()
    seconds = models.FloatField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("day", "channel", name="one_count_of_a_day_and_way")]

    def __str__(self) -> str:
        return f"{self.day} {self.channel}"
