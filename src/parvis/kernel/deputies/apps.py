"""Registers the kernel package `deputies` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeputiesConfig(AppConfig):
    name = "parvis.kernel.deputies"
    label = "deputies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say that lending a role is a decision, too. The verbs keep the name under which the register has them."""
        from parvis.kernel.control.actions import guard
        from parvis.kernel.control.rules import Reserved, Weight
        from parvis.kernel.journal.verbs import Verb, declare

        declare(
            Verb("control.role.lent", _("{office} lets a deputy act for an official.")),
            Verb("control.role.returned", _("A deputy of {office} does not act any more.")),
        )
        labels = {"role": _("Role"), "until": _("Until")}
        for verb in ("lent", "returned"):
            guard(Reserved(f"control.role.{verb}", Weight.RULE, labels=labels))
