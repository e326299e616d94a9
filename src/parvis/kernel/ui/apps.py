"""Registers the kernel package `ui` with Django."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks


class UiConfig(AppConfig):
    name = "parvis.kernel.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Look at the city's colours whenever the installation is checked."""
        checks.register(readable_colours)


def readable_colours(app_configs: Any, **options: Any) -> list[checks.CheckMessage]:
    """A warning for each pair of the city's own colours that is hard to read."""
    from parvis.kernel.ui.appearance import unreadable_in

    return [
        checks.Warning(
            f"The colour “{pair.above}” on “{pair.below}” has a contrast of {pair.ratio}:1; {pair.owed}:1 is needed.",
            hint="Change one of the two in the city file.",
            id="ui.W001",
        )
        for pair in unreadable_in(settings.CITY)
    ]
