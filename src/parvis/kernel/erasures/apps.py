"""Registers the kernel package `erasures` with Django."""

from django.apps import AppConfig


class ErasuresConfig(AppConfig):
    name = "parvis.kernel.erasures"
    label = "erasures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear of everybody who is erased."""
        from parvis.kernel.erasures.actions import note_erasure
        from parvis.kernel.keeping.registry import on_leaving

        on_leaving("erasures", note_erasure, last=True)
