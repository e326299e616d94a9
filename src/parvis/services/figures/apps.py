"""Registers figures with the house."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "parvis.services.figures"
    label = "figures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house and to the list of reports."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.kernel.ui.pieces import add_piece
        from parvis.services.figures.manifest import MANIFEST, OFFICE
        from parvis.services.figures.views.wards import below_the_list

        register(MANIFEST)
        offer_to_office("office-figures:office", OFFICE)
        add_piece("reports.list", below_the_list)
