"""The journal's two tables. Both are made by hand in the first migration: one is partitioned by month."""

from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """One thing that happened. Never changed, never deleted: the database refuses both, but for forgetting who it was.

    `subject` is `module.thing:public_id`; `actor` a person's public id, or "guest", "system", "import", "forgotten";
    no personal data in `data`, so that a person can be forgotten without breaking the chain. The chain holds the
    `seal` of a person; `actor` and `salt` open it, until they are forgotten together.
    """

    pk = models.CompositePrimaryKey("at", "id")
    id = models.BigIntegerField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    day = models.DateField()
    area_id = models.BigIntegerField()
    sequence = models.IntegerField()
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    actor = models.CharField(max_length=16)
    cell = models.CharField(max_length=16)
    minutes = models.IntegerField()
    data = models.JSONField()
    before_hash = models.BinaryField()
    own_hash = models.BinaryField()
    salt = models.BinaryField(null=True)
    seal = models.BinaryField(null=True)

    class Meta:
        managed = False
        db_table = "journal_entry"

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"


class Chain(models.Model):
    """The head of one chain: how long it is and its last hash. Its row is the lock of the chain."""

    pk = models.CompositePrimaryKey("day", "area_id")
    day = models.DateField()
    area_id = models.BigIntegerField()
    length = models.IntegerField()
    head = models.BinaryField()

    class Meta:
        managed = False
        db_table = "journal_chain"

    def __str__(self) -> str:
        return f"{self.day} {self.area_id}"


class Once(models.Model):
    """A key that was used: an action asked for twice with one key happens once and answers the same."""

    key = models.CharField(max_length=120, primary_key=True)
    result = models.CharField(max_length=120)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["at"], name="once_by_age")]

    def __str__(self) -> str:
        return self.key
