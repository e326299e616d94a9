"""Registers the kernel package `looks` with Django."""

from django.apps import AppConfig


class LooksConfig(AppConfig):
    name = "parvis.kernel.looks"
    label = "looks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is kept of looks."""
        from parvis.kernel.keeping.registry import keep, on_leaving, show
        from parvis.kernel.looks.actions import forget_looks
        from parvis.kernel.looks.kept import HANDLING, RULES, SECTIONS, TITLE

        keep("looks", TITLE, RULES, HANDLING)
        show(SECTIONS)
        on_leaving("looks", forget_looks)
