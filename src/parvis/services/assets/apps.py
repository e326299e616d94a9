"""Registers assets with the house."""

from django.apps import AppConfig
from django.urls import reverse


class AssetsConfig(AppConfig):
    name = "parvis.services.assets"
    label = "assets"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house, and to the pages of the reports."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.journal.sentences import call, show_at
        from parvis.kernel.ui.pieces import add_piece
        from parvis.services.assets.actions.tying import tie
        from parvis.services.assets.manifest import MANIFEST
        from parvis.services.assets.models import SUBJECT
        from parvis.services.assets.queries import layer_names
        from parvis.services.assets.views import pieces
        from parvis.services.reports.contracts import take_concerns

        register(MANIFEST)
        call("layer", layer_names)
        show_at(SUBJECT, lambda code: reverse("assets:asset", args=[code]))
        take_concerns(SUBJECT, tie)
        add_piece("reports.report", pieces.of_report)
        add_piece("reports.draft", pieces.of_draft)
        add_piece("reports.where", pieces.of_place)
