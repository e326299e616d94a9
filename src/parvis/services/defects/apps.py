"""Registers defects with the house."""

from django.apps import AppConfig


class DefectsConfig(AppConfig):
    name = "parvis.services.defects"
    label = "defects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.services.defects.manifest import CHOICES, MANIFEST

        register(MANIFEST)
        offer_to_office(MANIFEST.entry, CHOICES)
