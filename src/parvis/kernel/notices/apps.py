"""Registers the kernel package `notices` with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "parvis.kernel.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is kept of what people are told."""
        from parvis.kernel.keeping.registry import hand_on, keep, on_leaving, show
        from parvis.kernel.notices.actions import forget_reader
        from parvis.kernel.notices.kept import HANDLING, RECIPIENTS, RULES, SECTIONS, TITLE

        keep("notices", TITLE, RULES, HANDLING)
        hand_on("notices", RECIPIENTS)
        show(SECTIONS)
        on_leaving("notices", forget_reader)
