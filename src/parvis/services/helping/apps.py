"""Registers helping with the house."""

from django.apps import AppConfig


class HelpingConfig(AppConfig):
    name = "parvis.services.helping"
    label = "helping"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house, and listen for what its office does."""
        from parvis.kernel.blocks.contracts import tell_authors
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.files.policies import register as open_files
        from parvis.kernel.journal.actions import listen
        from parvis.kernel.sums.givers import name_helpers
        from parvis.services.helping.actions import PURPOSE, free_jobs
        from parvis.services.helping.manifest import MANIFEST
        from parvis.services.helping.policies import may_see_proof
        from parvis.services.helping.queries import helpers_at_report, is_read_by, jobs_written

        register(MANIFEST)
        open_files(PURPOSE, may_see_proof)
        name_helpers(helpers_at_report)
        tell_authors("helping.job", jobs_written, is_read_by)
        for verb in ("started", "closed", "merged"):
            listen(f"reports.report.{verb}", free_jobs)
        listen("moderation.thing.hidden", free_jobs)
