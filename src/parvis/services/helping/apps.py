"""Registers helping with the house."""

from django.apps import AppConfig


class HelpingConfig(AppConfig):
    name = "parvis.services.helping"
    label = "helping"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house and to the page of a report, and listen for what its office does."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.files.policies import register as open_files
        from parvis.kernel.journal.actions import listen
        from parvis.kernel.ui.navigation import offer_to_office
        from parvis.kernel.ui.pieces import add_piece
        from parvis.services.helping.actions import PURPOSE, free_jobs
        from parvis.services.helping.manifest import MANIFEST, TITLE
        from parvis.services.helping.policies import may_see_proof
        from parvis.services.helping.views import of_report

        register(MANIFEST)
        open_files(PURPOSE, may_see_proof)
        offer_to_office("office-helping:waiting", TITLE)
        add_piece("reports.report.underway", of_report)
        for verb in ("started", "closed", "merged"):
            listen(f"reports.report.{verb}", free_jobs)
        listen("moderation.thing.hidden", free_jobs)
