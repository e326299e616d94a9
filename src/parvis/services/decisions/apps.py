"""Registers decisions with the house."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "parvis.services.decisions"
    label = "decisions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.commons.registry import register as publish
        from parvis.kernel.ui.navigation import offer_to_everybody, offer_to_office
        from parvis.services.decisions.manifest import DECISIONS, MANIFEST, SIGNATURES
        from parvis.services.decisions.queries import DATASET

        register(MANIFEST)
        publish(DATASET)
        offer_to_everybody("decisions:register", DECISIONS)
        offer_to_office("office-decisions:waiting", SIGNATURES)
