"""Registers rounds with the house."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "parvis.services.rounds"
    label = "rounds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.services.rounds.manifest import MANIFEST, MY_ROUND

        register(MANIFEST)
        offer_to_office(MANIFEST.entry, MY_ROUND)
