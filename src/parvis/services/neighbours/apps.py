"""Registers neighbours with the house."""

from django.apps import AppConfig


class NeighboursConfig(AppConfig):
    name = "parvis.services.neighbours"
    label = "neighbours"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house, and its line to the page of a report."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.commons.registry import register as publish
        from parvis.kernel.needs.registry import offer_needs
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.kernel.ui.pieces import add_piece
        from parvis.services.neighbours.manifest import MANIFEST, TITLE
        from parvis.services.neighbours.queries import DATASET, needed
        from parvis.services.neighbours.views import of_report

        register(MANIFEST)
        publish(DATASET)
        offer_needs("neighbours", needed)
        offer_to_office("office-helping:office", TITLE)
        add_piece("reports.report.underway", of_report)
