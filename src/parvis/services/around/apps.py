"""The manifest of around."""

from django.apps import AppConfig


class AroundConfig(AppConfig):
    name = "parvis.services.around"
    label = "around"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.people.confirmations import on_confirmed
        from parvis.services.around.actions import CONFIRMATION, confirm_watch
        from parvis.services.around.manifest import MANIFEST

        register(MANIFEST)
        on_confirmed(CONFIRMATION, confirm_watch)
