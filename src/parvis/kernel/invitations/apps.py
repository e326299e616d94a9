"""Registers the kernel package `invitations` with Django."""

from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "parvis.kernel.invitations"
    label = "invitations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is kept of invitations, and by what they nudge."""
        from parvis.kernel.invitations.actions import forget_invited
        from parvis.kernel.invitations.kept import HANDLING, RULES, SECTIONS, TITLE
        from parvis.kernel.invitations.nudging import NUDGES
        from parvis.kernel.keeping.registry import keep, on_leaving, show
        from parvis.kernel.nudges.registry import name_nudge

        keep("invitations", TITLE, RULES, HANDLING)
        show(SECTIONS)
        for each in NUDGES:
            name_nudge(each)
        on_leaving("invitations", forget_invited)
