"""Registers the kernel package `journal` with Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "parvis.kernel.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offices are called by their names in every history; whoever leaves is nobody there any more."""
        from parvis.kernel.journal.actions import forget_who_leaves
        from parvis.kernel.journal.sentences import call
        from parvis.kernel.keeping.registry import on_leaving
        from parvis.kernel.people.queries import office_names

        call("office", office_names)
        # What rooms write down when somebody leaves, they write in the name of whoever leaves.
        on_leaving("journal", forget_who_leaves, last=True)
