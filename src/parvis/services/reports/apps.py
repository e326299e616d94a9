"""The manifest of reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "parvis.services.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house."""
        from parvis.kernel.blocks.contracts import tell_authors
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.commons.registry import register as publish
        from parvis.kernel.files.policies import register as open_files
        from parvis.kernel.journal.sentences import call, keep_unnamed, show_at
        from parvis.kernel.people.confirmations import on_confirmed
        from parvis.kernel.sums.givers import name_helpers
        from parvis.kernel.trust.things import register as shelve
        from parvis.kernel.ui import navigation
        from parvis.services.reports.actions.looking import note_photo
        from parvis.services.reports.actions.moderation import CommentShelf, ReportShelf
        from parvis.services.reports.actions.opening import CONFIRMATION, confirm_report
        from parvis.services.reports.manifest import MANIFEST
        from parvis.services.reports.models import SUBJECT
        from parvis.services.reports.policies import may_see_photo
        from parvis.services.reports.queries.dataset import DATASET
        from parvis.services.reports.queries.find import category_names, report_path, unnamed_authors
        from parvis.services.reports.queries.merged import helpers_at_report
        from parvis.services.reports.queries.written import comments_written, reads, reports_written

        register(MANIFEST)
        publish(DATASET)
        call("category", category_names)
        show_at(SUBJECT, report_path)
        keep_unnamed(SUBJECT, unnamed_authors)
        open_files("reports.photo", may_see_photo, note_photo)
        shelve(SUBJECT, ReportShelf())
        shelve("reports.comment", CommentShelf())
        name_helpers(helpers_at_report)
        tell_authors(SUBJECT, reports_written, reads)
        tell_authors("reports.comment", comments_written, reads)
        on_confirmed(CONFIRMATION, confirm_report)
        navigation.register("saw", "reports:start")
