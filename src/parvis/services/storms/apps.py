"""Registers storms with the house."""

from django.apps import AppConfig


class StormsConfig(AppConfig):
    name = "parvis.services.storms"
    label = "storms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house, and its lines to the pages of reports."""
        from django.urls import reverse

        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.journal.sentences import show_at
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.kernel.ui.pieces import add_piece
        from parvis.services.storms.manifest import MANIFEST, TITLE
        from parvis.services.storms.models import SUBJECT
        from parvis.services.storms.views import of_promise, on_the_way

        register(MANIFEST)
        offer_to_office("office-storms:office", TITLE)
        show_at(SUBJECT, lambda public_id: reverse("storms:storm", args=[public_id]))
        add_piece("reports.report.widened", of_promise)
        add_piece("reports.list", on_the_way)
        add_piece("reports.where", on_the_way)
