"""Registers routing with the house."""

from django.apps import AppConfig


class RoutingConfig(AppConfig):
    name = "parvis.services.routing"
    label = "routing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house."""
        from django.urls import reverse

        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.journal.sentences import show_at
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.services.routing.manifest import MANIFEST, WHO_IS_RESPONSIBLE
        from parvis.services.routing.models import SUBJECT

        register(MANIFEST)
        offer_to_office("office-routing:office", WHO_IS_RESPONSIBLE)
        show_at(SUBJECT, lambda public_id: reverse("routing:change", args=[public_id]))
