"""Registers Open311 with the house."""

from django.apps import AppConfig


class Open311Config(AppConfig):
    name = "parvis.services.open311"
    label = "open311"

    def ready(self) -> None:
        """Make the module known to the house."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.programs.registry import allow_scopes, offer
        from parvis.kernel.shutters.registry import close_in_a_breach
        from parvis.services.open311.manifest import INTERFACE, MANIFEST, SCOPES

        register(MANIFEST)
        allow_scopes(*SCOPES)
        offer(INTERFACE)
        close_in_a_breach(
            *(f"open311:{each}" for each in ("bulk", "request", "requests", "token", "updates"))
        )
