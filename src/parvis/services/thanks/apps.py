"""Registers thanks with the house."""

from django.apps import AppConfig


class ThanksConfig(AppConfig):
    name = "parvis.services.thanks"
    label = "thanks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house, and its button to the pages of reports."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.ui.pieces import add_piece
        from parvis.services.thanks.manifest import MANIFEST
        from parvis.services.thanks.views import of_thing

        register(MANIFEST)
        add_piece("reports.report.aside", of_thing)
