"""Registers embeds with the house."""

from django.apps import AppConfig


class EmbedsConfig(AppConfig):
    name = "parvis.services.embeds"
    label = "embeds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house and to the list of reports."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.ui.pieces import add_piece
        from parvis.services.embeds.manifest import MANIFEST
        from parvis.services.embeds.views.pages import below_the_list

        register(MANIFEST)
        add_piece("reports.list", below_the_list)
