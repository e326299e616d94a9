"""Registers kiosks with the house."""

from django.apps import AppConfig


class KioskConfig(AppConfig):
    name = "parvis.services.kiosk"
    label = "kiosk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.dictionary.registry import hold_keys
        from parvis.kernel.journal.sentences import show_at
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.services.kiosk.manifest import KIOSKS, MANIFEST, kiosks_path

        register(MANIFEST)
        hold_keys(
            "kiosk",
            {
                "Kiosk.opening": "binds a device to a kiosk; a digest",
                "Kiosk.device": "what a kiosk's device keeps; a digest",
            },
        )
        show_at("kiosk.screen", kiosks_path)
        offer_to_office(MANIFEST.entry, KIOSKS)
