"""Registers openings with the house."""

from django.apps import AppConfig


class OpeningsConfig(AppConfig):
    name = "parvis.services.openings"
    label = "openings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.services.openings.manifest import MANIFEST, TITLE

        register(MANIFEST)
        offer_to_office("office-openings:overview", TITLE)
