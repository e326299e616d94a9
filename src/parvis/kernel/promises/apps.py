"""Registers the kernel package `promises` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PromisesConfig(AppConfig):
    name = "parvis.kernel.promises"
    label = "promises"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the verbs of the clock."""
        from parvis.kernel.journal.verbs import Verb, declare
        from parvis.kernel.promises.actions import MOVED, PASSED_ON

        declare(
            Verb(
                MOVED,
                _("{from_office} did not answer by the promised day. The request went to {to_office}."),
            ),
            Verb(PASSED_ON, _("The request is now for {to_office} to answer.")),
        )
