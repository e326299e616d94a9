"""Registers the kernel package `interests` with Django."""

from django.apps import AppConfig


class InterestsConfig(AppConfig):
    name = "parvis.kernel.interests"
    label = "interests"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is kept of interests."""
        from parvis.kernel.interests.actions import forget_interests
        from parvis.kernel.interests.kept import HANDLING, RULES, SECTIONS, TITLE
        from parvis.kernel.keeping.registry import keep, on_leaving, show

        keep("interests", TITLE, RULES, HANDLING)
        show(SECTIONS)
        on_leaving("interests", forget_interests)
