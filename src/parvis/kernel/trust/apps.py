"""Registers the kernel package `trust` with Django."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "parvis.kernel.trust"
    label = "trust"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is kept of flags and decisions."""
        from parvis.kernel.keeping.registry import keep, on_leaving, show
        from parvis.kernel.trust.actions import forget_flagger
        from parvis.kernel.trust.kept import HANDLING, RULES, SECTIONS, TITLE

        keep("trust", TITLE, RULES, HANDLING)
        show(SECTIONS)
        on_leaving("trust", forget_flagger)
