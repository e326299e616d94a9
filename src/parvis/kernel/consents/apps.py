"""Registers the kernel package `consents` with Django."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "parvis.kernel.consents"
    label = "consents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is kept of consents."""
        from parvis.kernel.consents.actions import forget_consents
        from parvis.kernel.consents.kept import HANDLING, RULES, SECTIONS, TITLE
        from parvis.kernel.keeping.registry import keep, on_leaving, show

        keep("consents", TITLE, RULES, HANDLING)
        show(SECTIONS)
        on_leaving("consents", forget_consents)
