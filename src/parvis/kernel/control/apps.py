"""Registers the kernel package `control` with Django."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register


class ControlConfig(AppConfig):
    name = "parvis.kernel.control"
    label = "control"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is kept of who decided."""
        from parvis.kernel.control.actions import forget_official
        from parvis.kernel.control.kept import HANDLING, RULES, SECTIONS, TITLE
        from parvis.kernel.keeping.registry import keep, on_leaving, show

        keep("control", TITLE, RULES, HANDLING)
        show(SECTIONS)
        on_leaving("control", forget_official)
        register(wishes_that_can_be_kept)


def wishes_that_can_be_kept(**_options: Any) -> list[CheckMessage]:
    """Refuses a city's file that asks for two signatures where nobody could give the second."""
    from django.conf import settings

    from parvis.kernel.control.registry import cannot_wait, reserved_verbs

    possible = ", ".join(sorted(each.verb for each in reserved_verbs() if each.waits))
    return [
        Error(
            f"The city's file asks for two signatures of {verb} under [control] two_people, where none can wait.",
            hint=f"It can ask for two of: {possible}.",
            id="control.E001",
        )
        for verb in cannot_wait(settings.CITY.control.two_people)
    ]
