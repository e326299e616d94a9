"""Registers findings with the house."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "parvis.services.findings"
    label = "findings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.kernel.files.policies import register as open_files
        from parvis.kernel.ui.pieces import add_piece
        from parvis.services.findings.actions import note_photo
        from parvis.services.findings.manifest import MANIFEST
        from parvis.services.findings.models import PHOTO_PURPOSE
        from parvis.services.findings.policies import may_see_photo
        from parvis.services.findings.views.piece import pairs

        register(MANIFEST)
        open_files(PHOTO_PURPOSE, may_see_photo, note_photo)
        add_piece("reports.report.photos", pairs)
