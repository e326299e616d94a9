"""Areas of the city and the names of its streets and places."""


from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Area(models.Model):
    """A part of the city (city > district > neighbourhood) with its boundary and the days on which it held.

    `boundary` is a GeoJSON Polygon or MultiPolygon in WGS 84; `valid_until` is the first day on which it no longer holds.
    """

    class Kind(models.TextChoices):
        CITY = "city", _("city")
        DISTRICT = "district", _("district")
        NEIGHBOURHOOD = "neighbourhood", _("neighbourhood")

    slug = models.SlugField(max_length=80)
    names = models.JSONField()
    kind = models.CharField(max_length=16, choices=Kind.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
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
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, or in the house language."""
        names: dict[str, str] = self.names
        return names.get(get_language() or "") or names.get(settings.LANGUAGE_CODE) or self.slug
