"""Areas of the city, its streets, and every name that a person may search for."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from parvis.kernel.naming import in_reader_language
from parvis.kernel.places.rules import NameKind

# The kinds whose misspelt names are looked for: few rows, so that it stays quick.
SPELT = (NameKind.STREET.value, NameKind.AREA.value, NameKind.PLACE.value)


class DateRange(models.Func):
    """The days from the first (included) to the second (not included; none: for ever)."""

    function = "DATERANGE"
    output_field = DateRangeField()


class PointOf(models.Func):
    """A point of PostgreSQL's own kind, longitude first; its `<->` is an ordering by nearness that GiST answers."""

    function = "point"
    output_field = models.TextField()


class Area(models.Model):
    """A part of the city (city > district > neighbourhood) with its boundary and the days on which it held.

    `boundary` is a GeoJSON Polygon or MultiPolygon in WGS 84; `valid_until` is the first day without it.
    """

    class Kind(models.TextChoices):
        CITY = "city", _("city")
        DISTRICT = "district", _("district")
        NEIGHBOURHOOD = "neighbourhood", _("neighbourhood")

    slug = models.SlugField(max_length=80)
    names = models.JSONField()
    kind = models.CharField(max_length=16, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    boundary = models.JSONField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("area")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint("slug", "valid_from", name="area_once_from_each_day"),
            models.CheckConstraint(
                condition=models.Q(valid_until=None) | models.Q(valid_until__gt=models.F("valid_from")),
                name="area_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="area_once_on_each_day",
                expressions=[
                    ("slug", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(kind="city", parent=None) | ~models.Q(kind="city"),
                name="city_has_no_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, or in the house language."""
        return in_reader_language(self.names, self.slug)


class Street(models.Model):
    """One line of a street, as a list of [longitude, latitude]. A long street has several."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, blank=True)
    line = models.JSONField()
    reference = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("street")
        indexes = [models.Index("source", name="street_source")]

    def __str__(self) -> str:
        return self.name


class Name(models.Model):
    """A name that leads to a point. `subject` is the thing that it names: one thing has a row in each language.

    `folded` is what is searched: see `rules.folded`. An empty language means the name used on the spot.
    """

    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in NameKind])
    subject = models.CharField(max_length=260)
    language = models.CharField(max_length=8, blank=True)
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=240)
    lat = models.FloatField()
    lon = models.FloatField()
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("name of a place")
        constraints = [
            models.UniqueConstraint("kind", "subject", "language", name="one_name_in_each_language"),
            models.CheckConstraint(
                condition=models.Q(lat__range=(-90, 90), lon__range=(-180, 180)), name="name_is_on_earth"
            ),
        ]
        indexes = [
            GinIndex(OpClass("folded", "gin_trgm_ops"), name="name_trigrams"),
            GinIndex(
                OpClass("folded", "gin_trgm_ops"), name="name_spellings", condition=models.Q(kind__in=SPELT)
            ),
            models.Index(OpClass("folded", "text_pattern_ops"), name="name_beginnings"),
            GistIndex(PointOf("lon", "lat"), name="name_points"),
            models.Index("source", name="name_source"),
        ]

    def __str__(self) -> str:
        return self.text


class Edition(models.Model):
    """The one row that changes whenever areas or streets do, so that the indexes in memory notice."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    stamp = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_edition")]

    def __str__(self) -> str:
        return str(self.stamp)
