"""Registers the kernel package `control` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ControlConfig(AppConfig):
    name = "parvis.kernel.control"
    label = "control"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is kept of who decided, and that lending a role is a decision, too."""
        from parvis.kernel.control.actions import forget_official, guard
        from parvis.kernel.control.kept import HANDLING, RULES, SECTIONS, TITLE
        from parvis.kernel.control.rules import Reserved, Weight
        from parvis.kernel.journal.verbs import Verb, declare
        from parvis.kernel.keeping.registry import keep, on_leaving, show

        declare(
            Verb("control.role.lent", _("{office} lets a deputy act for an official.")),
            Verb("control.role.returned", _("A deputy of {office} does not act any more.")),
        )
        labels = {"role": _("Role"), "until": _("Until")}
        for verb in ("lent", "returned"):
            guard(Reserved(f"control.role.{verb}", Weight.RULE, labels=labels))
        keep("control", TITLE, RULES, HANDLING)
        show(SECTIONS)
        on_leaving("control", forget_official)
