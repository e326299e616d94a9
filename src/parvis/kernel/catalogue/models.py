"""Services as the city offers them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError as SchemaError

from parvis.kernel.catalogue.manifest import ServiceSettings, manifests, parse_settings
from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Organisation
from parvis.kernel.places.models import Area


class Service(models.Model):
    """A module offered in an area by a steward, at a stage of its life, with its settings."""

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

    class Meta:
        verbose_name = _("service")
        constraints = [
            models.UniqueConstraint(
                "module", "area", name="one_service_of_a_module_in_an_area", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.module} ({self.stage})"

    def clean(self) -> None:
        """Refuse unknown modules and settings that their schema does not allow."""
        if self.module not in manifests():
            raise ValidationError({"module": _("This city has no module of that name.")})
        try:
            parse_settings(self.module, self.settings)
        except SchemaError as wrong:
            raise ValidationError(
                {"settings": [_schema_sentence(error) for error in wrong.errors()]}
            ) from wrong

    @property
    def name(self) -> str:
        """The city's own name for it, or the module's title."""
        return in_reader_language(self.names) or str(manifests()[self.module].title)

    def typed_settings(self) -> ServiceSettings:
        """The settings as the module's schema."""
        return parse_settings(self.module, self.settings)


def _schema_sentence(error: Any) -> str:
    return f"{'.'.join(str(part) for part in error['loc'])}: {error['msg']}."
