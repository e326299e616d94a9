"""Registers the kernel package `files` with Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "parvis.kernel.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is kept of photographs."""
        from parvis.kernel.files.actions import forget_sender
        from parvis.kernel.files.kept import HANDLING, RULES, SECTIONS, TITLE, own_files
        from parvis.kernel.keeping.registry import keep, on_leaving, show
        from parvis.kernel.takeaway.registry import bring

        keep("files", TITLE, RULES, HANDLING)
        show(SECTIONS)
        bring("files", own_files)
        on_leaving("files", forget_sender)
