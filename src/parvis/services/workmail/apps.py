"""Registers work mail with the house."""

from django.apps import AppConfig


class WorkmailConfig(AppConfig):
    name = "parvis.services.workmail"
    label = "workmail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the module known to the house, offices reachable by mail, and their answers heard."""
        from parvis.kernel.catalogue.manifest import register
        from parvis.services.dispatch.contracts import open_way
        from parvis.services.letterbox.contracts import open_slot
        from parvis.services.workmail.actions.answering import hear_mail
        from parvis.services.workmail.actions.sending import bring
        from parvis.services.workmail.manifest import MANIFEST
        from parvis.services.workmail.queries import SLOT, WAY

        register(MANIFEST)
        open_way(WAY, bring)
        open_slot(SLOT, hear_mail)
