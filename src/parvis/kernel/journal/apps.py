"""Registers the kernel package `journal` with Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "parvis.kernel.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offices are called by their names in every history."""
        from parvis.kernel.journal.sentences import call
        from parvis.kernel.people.queries import office_names

        call("office", office_names)
