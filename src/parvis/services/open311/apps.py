"""Registers Open311 with the house."""

from django.apps import AppConfig


class Open311Config(AppConfig):
    name = "parvis.services.open311"
    label = "open311"

    def ready(self) -> None:
        """Make the module known to the house."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.programs.registry import allow_scopes, offer
        from parvis.services.open311.manifest import INTERFACE, MANIFEST, SCOPES

        register(MANIFEST)
        allow_scopes(*SCOPES)
        offer(INTERFACE)
