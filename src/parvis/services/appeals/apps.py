"""Registers appeals with the house."""

from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "parvis.services.appeals"
    label = "appeals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house and to the pages of moderation, and listen for what is given back."""
        from django.urls import reverse

        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.journal.actions import listen
        from parvis.kernel.journal.sentences import show_at
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.kernel.ui.pieces import add_piece
        from parvis.services.appeals import views
        from parvis.services.appeals.actions import end_appeals
        from parvis.services.appeals.manifest import MANIFEST, TITLE
        from parvis.services.appeals.models import SUBJECT

        register(MANIFEST)
        offer_to_office("office-appeals:waiting", TITLE)
        show_at(SUBJECT, lambda number: reverse("appeals:appeal", args=[number]))
        listen("moderation.thing.given_back", end_appeals)
        add_piece("moderation.decision", views.of_decision)
        add_piece("moderation.office.decision", views.of_office)
        add_piece("moderation.counts", views.of_counts)
