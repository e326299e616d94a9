"""Registers adoptions with the house."""

from django.apps import AppConfig


class AdoptionsConfig(AppConfig):
    name = "parvis.services.adoptions"
    label = "adoptions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house, to the page of an asset, and listen for reports."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.journal.actions import listen
        from parvis.kernel.needs.registry import offer_needs
        from parvis.kernel.ui.pieces import add_piece
        from parvis.services.adoptions.actions import tell_adopters
        from parvis.services.adoptions.manifest import MANIFEST
        from parvis.services.adoptions.queries import needed
        from parvis.services.adoptions.views import of_asset

        register(MANIFEST)
        offer_needs("adoptions", needed)
        listen("reports.report.opened", tell_adopters)
        add_piece("assets.asset", of_asset)
