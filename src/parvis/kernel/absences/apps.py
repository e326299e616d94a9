"""Registers the kernel package `absences` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AbsencesConfig(AppConfig):
    name = "parvis.kernel.absences"
    label = "absences"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare and guard the verbs: that an office does not answer is said in public."""
        from parvis.kernel.absences.actions import AWAY, BACK
        from parvis.kernel.control.actions import guard
        from parvis.kernel.control.rules import Reserved, Weight
        from parvis.kernel.journal.verbs import Verb, declare
        from parvis.kernel.people.rules import Role

        labels = {"since": _("From"), "until": _("Until")}
        declare(
            Verb(AWAY, _("{away} cannot answer until {until}. Others do it meanwhile.")),
            Verb(BACK, _("{away} answers again.")),
        )
        guard(*(Reserved(verb, Weight.RULE, Role.MANAGER, labels=labels) for verb in (AWAY, BACK)))
