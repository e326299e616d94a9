"""Registers the kernel package `quiet` with Django."""

from django.apps import AppConfig


class QuietConfig(AppConfig):
    name = "parvis.kernel.quiet"
    label = "quiet"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is kept of quiet hours."""
        from parvis.kernel.keeping.registry import keep, on_leaving, show
        from parvis.kernel.quiet.actions import forget_hours
        from parvis.kernel.quiet.kept import HANDLING, RULES, SECTIONS, TITLE

        keep("quiet", TITLE, RULES, HANDLING)
        show(SECTIONS)
        on_leaving("quiet", forget_hours)
