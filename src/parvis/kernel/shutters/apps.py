"""Registers the kernel package `shutters` with Django. It keeps nothing."""

from django.apps import AppConfig


class ShuttersConfig(AppConfig):
    name = "parvis.kernel.shutters"
    label = "shutters"

    def ready(self) -> None:
        """What people and programs take away in files."""
        from parvis.kernel.shutters.registry import close_in_a_breach

        close_in_a_breach("api:", "portal:download", "keeping:download", "takeaway:archive")
