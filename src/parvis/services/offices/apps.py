"""Registers offices with the house."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "parvis.services.offices"
    label = "offices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house."""
        from django.urls import reverse

        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.journal.sentences import show_at
        from parvis.kernel.ui.navigation import offer_to_everybody, offer_to_office
        from parvis.services.offices.manifest import MANIFEST, OFFICES, WHO_WORKS

        register(MANIFEST)
        offer_to_everybody("offices:all", OFFICES)
        offer_to_office("office-offices:all", WHO_WORKS)
        show_at("offices.office", lambda _slug: reverse("offices:all"))
