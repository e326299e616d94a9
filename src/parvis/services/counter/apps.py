"""Registers the counter with the house."""

from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "parvis.services.counter"
    label = "counter"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.people.confirmations import on_confirmed
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.services.counter.actions.claiming import CONFIRMATION, confirm_claim
        from parvis.services.counter.manifest import COUNTER, MANIFEST

        register(MANIFEST)
        on_confirmed(CONFIRMATION, confirm_claim)
        offer_to_office(MANIFEST.entry, COUNTER)
