"""Registers text messages with the house."""

from django.apps import AppConfig


class SmsConfig(AppConfig):
    name = "parvis.services.sms"
    label = "sms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.services.sms.manifest import MANIFEST, TEXTS

        register(MANIFEST)
        offer_to_office(MANIFEST.entry, TEXTS)
