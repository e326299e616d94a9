"""Registers composer with the house."""

from django.apps import AppConfig


class ComposerConfig(AppConfig):
    name = "parvis.services.composer"
    label = "composer"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house."""
        from django.urls import reverse

        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.catalogue.models import SUBJECT
        from parvis.kernel.journal.sentences import show_at
        from parvis.kernel.ui.navigation import offer_to_everybody, offer_to_office
        from parvis.services.composer.manifest import ASSESSMENTS, MANIFEST, SERVICES, TITLE

        register(MANIFEST)
        show_at(SUBJECT, lambda number: reverse("composer:service", args=[number]))
        offer_to_everybody("composer:services", TITLE)
        offer_to_office("office-services:overview", SERVICES)
        offer_to_office("office-assessments:overview", ASSESSMENTS)
