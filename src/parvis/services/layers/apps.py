"""Registers layers with the house."""

from django.apps import AppConfig


class LayersConfig(AppConfig):
    name = "parvis.services.layers"
    label = "layers"

    def ready(self) -> None:
        """Make the module known to the house."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.services.layers.manifest import MANIFEST, OFFICE_WORDS

        register(MANIFEST)
        offer_to_office(MANIFEST.entry, OFFICE_WORDS)
