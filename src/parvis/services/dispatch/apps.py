"""Registers dispatch with the house."""

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    name = "parvis.services.dispatch"
    label = "dispatch"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house, and listen for what goes out."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.dictionary.registry import hold_keys
        from parvis.kernel.journal.actions import listen
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.services.dispatch.actions.taking import take_up_news, take_up_reports
        from parvis.services.dispatch.manifest import MANIFEST, OTHER_SYSTEMS

        register(MANIFEST)
        hold_keys("dispatch", {"Channel.key": "an office's own system, to which reports are sent"})
        offer_to_office(MANIFEST.entry, OTHER_SYSTEMS)
        for verb in ("opened", "forwarded"):
            listen(f"reports.report.{verb}", take_up_reports)
        for verb in ("commented", "found_fixed", "found_unfixed"):
            listen(f"reports.report.{verb}", take_up_news)
