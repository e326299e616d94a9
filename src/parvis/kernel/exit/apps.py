"""Registers the kernel package `exit` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExitConfig(AppConfig):
    name = "parvis.kernel.exit"
    label = "exit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what everybody is told when all of it is taken out."""
        from parvis.kernel.exit.actions import TAKEN
        from parvis.kernel.journal.verbs import Verb, declare

        declare(
            Verb(
                TAKEN, _("Whoever runs the city's server took out all that it holds, people's data included.")
            )
        )
