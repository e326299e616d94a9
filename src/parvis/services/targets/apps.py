"""Registers targets with the house."""

from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "parvis.services.targets"
    label = "targets"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house."""
        from django.urls import reverse

        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.journal.sentences import show_at
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.services.targets.manifest import MANIFEST, TITLE
        from parvis.services.targets.models import SUBJECT

        register(MANIFEST)
        offer_to_office("office-targets:office", TITLE)
        show_at(SUBJECT, lambda public_id: reverse("targets:change", args=[public_id]))
