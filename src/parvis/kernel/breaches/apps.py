"""Registers the kernel package `breaches` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BreachesConfig(AppConfig):
    name = "parvis.kernel.breaches"
    label = "breaches"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say that each deed is a decision, what is kept of who decided."""
        from parvis.kernel.breaches.actions import (
            DECLARED,
            ENDED,
            MEASURED,
            STEPPED,
            carry_out,
            forget_official,
        )
        from parvis.kernel.breaches.kept import HANDLING, RULES, SECTIONS, TITLE
        from parvis.kernel.breaches.labels import CHANGES
        from parvis.kernel.breaches.models import SUBJECT
        from parvis.kernel.control.actions import guard
        from parvis.kernel.control.queries import carry_out_with
        from parvis.kernel.control.rules import Reserved, Weight
        from parvis.kernel.journal.sentences import show_at
        from parvis.kernel.journal.verbs import Verb, declare
        from parvis.kernel.keeping.registry import keep, on_leaving, show
        from parvis.kernel.people.rules import Role

        verbs = (
            Verb(DECLARED, _("The city declared a data breach.")),
            Verb(MEASURED, _("The city took measures against a data breach.")),
            Verb(STEPPED, _("The city did a step about a data breach.")),
            Verb(ENDED, _("A data breach is over.")),
        )
        declare(*verbs)
        for verb in verbs:
            waits = verb.name in (DECLARED, MEASURED, ENDED)
            guard(Reserved(verb.name, Weight.RULE, Role.MANAGER, open=True, waits=waits, labels=CHANGES))
        for decided in (DECLARED, MEASURED, ENDED):
            carry_out_with(decided, carry_out)
        show_at(SUBJECT, _page)
        keep("breaches", TITLE, RULES, HANDLING)
        show(SECTIONS)
        on_leaving("breaches", forget_official)


def _page(public_id: str) -> str:
    return f"/privacy/breaches/{public_id}/"
