"""Registers kept with the house."""

from django.apps import AppConfig


class KeptConfig(AppConfig):
    name = "parvis.services.kept"
    label = "kept"

    def ready(self) -> None:
        """Make the module known to the house, its dataset, its pages in the office, and what an absence links to."""
        from django.urls import reverse

        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.commons.registry import register as publish
        from parvis.kernel.journal.sentences import show_at
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.services.kept.manifest import AWAY, MANIFEST, REPLAY
        from parvis.services.kept.queries import DATASET

        register(MANIFEST)
        publish(DATASET)
        offer_to_office("office-kept:replay", REPLAY)
        offer_to_office("office-kept:away", AWAY)
        show_at("absences.office", lambda _number: reverse("kept:promises"))
