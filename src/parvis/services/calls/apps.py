"""Registers calls with the house."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "parvis.services.calls"
    label = "calls"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house, invite to what it calls for, and show it on the square."""
        from django.urls import reverse

        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.journal.sentences import show_at
        from parvis.kernel.needs.registry import offer_needs
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.kernel.ui.pieces import add_piece
        from parvis.services.calls.manifest import MANIFEST, TITLE
        from parvis.services.calls.models import SUBJECT
        from parvis.services.calls.queries import needed
        from parvis.services.calls.views import on_the_square

        register(MANIFEST)
        offer_needs("calls", needed)
        offer_to_office("office-calls:office", TITLE)
        show_at(SUBJECT, lambda public_id: reverse("calls:call", args=[public_id]))
        add_piece("site.square", on_the_square)
