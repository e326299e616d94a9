"""Registers the kernel package `purposes` with Django. It keeps nothing of its own."""

from django.apps import AppConfig


class PurposesConfig(AppConfig):
    name = "parvis.kernel.purposes"
    label = "purposes"

    def ready(self) -> None:
        """Publish the register as open data."""
        from parvis.kernel.commons.registry import register
        from parvis.kernel.purposes.dataset import DATASET

        register(DATASET)
