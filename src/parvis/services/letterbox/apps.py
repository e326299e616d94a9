"""Registers the letterbox with the house."""

from django.apps import AppConfig


class LetterboxConfig(AppConfig):
    name = "parvis.services.letterbox"
    label = "letterbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house, and let letters say where replies go."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.notices.kinds import open_postbox
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.services.letterbox.manifest import LETTERS, MANIFEST
        from parvis.services.letterbox.queries import address_about

        register(MANIFEST)
        open_postbox(address_about)
        offer_to_office(MANIFEST.entry, LETTERS)
