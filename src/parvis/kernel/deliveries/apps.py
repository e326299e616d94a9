"""Registers the kernel package `deliveries` with Django."""

from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    name = "parvis.kernel.deliveries"
    label = "deliveries"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Publish the counts."""
        from parvis.kernel.commons.registry import register
        from parvis.kernel.deliveries.queries import DATASET

        register(DATASET)
