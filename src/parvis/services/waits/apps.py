"""The manifest of waits."""

from django.apps import AppConfig


class WaitsConfig(AppConfig):
    name = "parvis.services.waits"
    label = "waits"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.commons.registry import register as publish
        from parvis.services.waits.manifest import MANIFEST
        from parvis.services.waits.queries import DATASET

        register(MANIFEST)
        publish(DATASET)
