"""Registers the carrier with the house."""

from django.apps import AppConfig


class CarrierConfig(AppConfig):
    name = "parvis.services.carrier"
    label = "carrier"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house, let offices ask, and listen for what they did."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.journal.actions import listen
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.kernel.ui.pieces import add_piece
        from parvis.services.carrier.actions.telling import TOLD, take_up_news, take_up_owners
        from parvis.services.carrier.manifest import CARRIER, MANIFEST
        from parvis.services.carrier.queries import reaches
        from parvis.services.carrier.views import sender
        from parvis.services.reports.contracts import Source, reach_senders

        register(MANIFEST)
        offer_to_office(MANIFEST.entry, CARRIER)
        reach_senders(Source.SMS, reaches)
        add_piece("reports.case.sender", sender)
        for deed in TOLD:
            listen(f"reports.report.{deed}", take_up_news)
        listen("counter.report.claimed", take_up_owners)
