"""Services as the city offers them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError as SchemaError

from parvis.kernel.catalogue.manifest import Manifest, ServiceSettings, manifests, parse_settings
from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Organisation
from parvis.kernel.places.models import Area
from parvis.kernel.sheets.labels import schema_sentence
from parvis.kernel.sheets.rules import Sheet

SUBJECT = "catalogue.service"
_IN_COLUMNS = ("names", "settings")
_NOTHING = Value({}, models.JSONField())


class Service(models.Model):
    """A module offered in an area by a steward, at a stage of its life, as its sheet composes it.

    `sheet` holds what has no column of its own; read and write the whole as `content`. `fallback` answers where the
    steward does not. `base` is the sheet of `copied_from` as it was when this was copied. `revision` counts changes.
    """

    class Stage(models.TextChoices):
        DRAFT = "draft", _("in preparation")
        PILOT = "pilot", _("pilot")
        OPEN = "open", _("open")
        PAUSED = "paused", _("paused")
        CLOSED = "closed", _("closed")

    module = models.CharField(max_length=40)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    steward = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    names = models.JSONField(default=dict, blank=True)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    settings = models.JSONField(default=dict, blank=True)
    since = models.DateField()
    sheet = models.JSONField(default=dict, blank=True, db_default=_NOTHING)
    fallback = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pilot_until = models.DateField(null=True, blank=True)
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    base = models.JSONField(default=dict, blank=True, db_default=_NOTHING)
    revision = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        verbose_name = _("service")
        constraints = [
            models.UniqueConstraint(
                "module",
                "area",
                condition=~Q(stage="closed"),
                name="one_service_of_a_module_at_a_place",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["draft", "pilot", "open", "paused", "closed"]),
                name="service_at_a_known_stage",
            ),
            models.CheckConstraint(
                condition=Q(copied_from=None) | ~Q(copied_from=F("id")), name="service_not_its_own_copy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.module} ({self.stage})"

    def get_absolute_url(self) -> str:
        """Its page, for everybody once it was offered."""
        return reverse("composer:service", args=[self.pk])

    def clean(self) -> None:
        """Refuse unknown modules and settings that their schema does not allow."""
        if self.module not in manifests():
            raise ValidationError({"module": _("This city has no module of that name.")})
        try:
            parse_settings(self.module, self.settings)
        except SchemaError as wrong:
            raise ValidationError(
                {"settings": [schema_sentence(error) for error in wrong.errors()]}
            ) from wrong

    @property
    def subject(self) -> str:
        """What the journal and the register call it."""
        return f"{SUBJECT}:{self.pk}"

    @property
    def manifest(self) -> Manifest:
        """What its module says about itself; `KeyError` where the module is gone."""
        return manifests()[self.module]

    @property
    def name(self) -> str:
        """The city's own name for it, or the module's title."""
        return in_reader_language(self.names) or str(self.manifest.title)

    @property
    def words(self) -> str:
        """The promise to the citizen: the city's own words, or the module's."""
        return in_reader_language(self.content.words) or str(self.manifest.promise)

    @property
    def icon(self) -> str:
        """The city's own pictogram, or the module's."""
        return self.content.icon or self.manifest.icon

    @property
    def content(self) -> Sheet:
        """All that was composed."""
        return Sheet.model_validate({**self.sheet, "names": self.names, "settings": self.settings})

    @content.setter
    def content(self, sheet: Sheet) -> None:
        plain = sheet.model_dump(mode="json")
        self.names, self.settings = (plain.pop(name) for name in _IN_COLUMNS)
        self.sheet = plain

    def typed_settings(self) -> ServiceSettings:
        """The settings as the module's schema."""
        return parse_settings(self.module, self.settings)
