"""Layers of assets, the assets, and which reports are about them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Organisation
from parvis.kernel.places.models import Area
from parvis.services.assets.rules import CODE_LETTERS, spoken

SUBJECT = "assets.asset"


class Layer(models.Model):
    """One kind of thing in the street. `categories` are the slugs of what can be reported about it; `asks` is what an
    adopter is asked to do, by language; `facts` the columns that are kept, with their labels; `tags` how OpenStreetMap
    calls the thing; `source` whom its data are owed to. An invented layer says so wherever it is shown. `standing` and
    `gone` are counted when it is brought in: whoever looks at a page does not wait for that.
    """

    slug = models.SlugField(max_length=60, unique=True)
    names = models.JSONField()
    icon = models.CharField(max_length=40, default="push-pin")
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    categories = models.JSONField(default=list)
    may_be_adopted = models.BooleanField(default=False)
    asks = models.JSONField(default=dict, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    tags = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200)
    is_invented = models.BooleanField(default=False)
    imported_at = models.DateTimeField(null=True)
    standing = models.PositiveIntegerField(default=0, db_default=0)
    gone = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        verbose_name = _("layer of assets")
        ordering = ["slug"]

    def __str__(self) -> str:
        return in_reader_language(self.names, self.slug)


class Asset(models.Model):
    """One thing: a lamp, a bin. `reference` is what its source calls it; `code` stands on its label and never changes;
    `street` is the nearest that was known when it was last brought in.

    What the newest import no longer has is gone, and stays: its page and its history go on.
    """

    code = models.CharField(max_length=CODE_LETTERS, unique=True, editable=False)
    layer = models.ForeignKey(Layer, on_delete=models.PROTECT, related_name="assets", db_index=False)
    reference = models.CharField(max_length=120)
    lat = models.FloatField()
    lon = models.FloatField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    street = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    known_since = models.DateTimeField(default=now)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("asset")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("layer", "reference", name="asset_once_in_each_layer"),
            models.CheckConstraint(
                condition=Q(lat__range=(-90, 90), lon__range=(-180, 180)), name="asset_is_on_earth"
            ),
        ]
        indexes = [
            models.Index(fields=["area", "id"], name="asset_in_area", condition=Q(gone_at=None)),
            models.Index(fields=["layer", "area", "id"], name="asset_of_layer", condition=Q(gone_at=None)),
            # A map view is answered from its index alone, as that of the reports.
            models.Index(
                fields=["lat", "lon"], include=["layer", "area"], name="asset_map", condition=Q(gone_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.layer} {self.label}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("assets:asset", args=[self.code])

    @property
    def label(self) -> str:
        """The code as it is printed and read out."""
        return spoken(self.code)

    @property
    def subject(self) -> str:
        """What the journal and reports call it."""
        return f"{SUBJECT}:{self.code}"

    @property
    def told_facts(self) -> list[tuple[str, str]]:
        """What is known of it, each with its label in the reader's language."""
        labels = self.layer.facts
        return [(in_reader_language(labels.get(name), name), value) for name, value in self.facts.items()]


class Tie(models.Model):
    """A report (its public id) is about an asset. Says nothing about who reported."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="ties")
    report = models.CharField(max_length=8, unique=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("report about an asset")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.report} is about {self.asset_id}"
