"""Registers the kernel package `facts` with Django."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "parvis.kernel.facts"
    label = "facts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is kept of what people show, and who can be kept at a distance there."""
        from parvis.kernel.blocks.contracts import tell_authors
        from parvis.kernel.facts.actions import forget_showing
        from parvis.kernel.facts.kept import HANDLING, RULES, SECTIONS, TITLE
        from parvis.kernel.facts.queries import people_written, shows_something
        from parvis.kernel.keeping.registry import keep, on_leaving, show

        keep("facts", TITLE, RULES, HANDLING)
        show(SECTIONS)
        on_leaving("facts", forget_showing)
        tell_authors("people.person", people_written, shows_something)
