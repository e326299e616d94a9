"""Registers moderation with the house."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "parvis.services.moderation"
    label = "moderation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house, and its links to the pages of contributions."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.commons.registry import register as publish
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.kernel.ui.pieces import add_piece
        from parvis.services.moderation.manifest import MANIFEST, TITLE
        from parvis.services.moderation.queries import DATASET
        from parvis.services.moderation.views.pieces import flag_link, office_link

        register(MANIFEST)
        publish(DATASET)
        offer_to_office("office-moderation:overview", TITLE)
        add_piece("reports.comment", flag_link)
        add_piece("reports.report.aside", flag_link)
        add_piece("reports.case", office_link)
