"""Registers the kernel package `assessments` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "parvis.kernel.assessments"
    label = "assessments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say which deeds are decisions, answer for services that open, and say what is kept of who assessed."""
        from parvis.kernel.assessments.actions import ADVISED, SIGNED, WRITTEN, carry_out, forget_official
        from parvis.kernel.assessments.kept import HANDLING, RULES, SECTIONS, TITLE
        from parvis.kernel.assessments.labels import CHANGES
        from parvis.kernel.assessments.models import SUBJECT
        from parvis.kernel.assessments.queries import is_assessed
        from parvis.kernel.catalogue.queries import assess_with
        from parvis.kernel.control.actions import guard
        from parvis.kernel.control.queries import carry_out_with
        from parvis.kernel.control.rules import Reserved, Weight
        from parvis.kernel.journal.sentences import show_at
        from parvis.kernel.journal.verbs import Verb, declare
        from parvis.kernel.keeping.registry import keep, on_leaving, show
        from parvis.kernel.people.rules import Role

        declare(
            Verb(WRITTEN, _("An office wrote down what a service may mean for people.")),
            Verb(ADVISED, _("The data-protection officer advised on what a service may mean for people.")),
            Verb(SIGNED, _("An office signed what a service may mean for people.")),
        )
        guard(
            Reserved(ADVISED, Weight.RULE, Role.AGENT, open=True, labels=CHANGES),
            Reserved(SIGNED, Weight.RULE, Role.MANAGER, open=True, waits=True, labels=CHANGES),
        )
        carry_out_with(SIGNED, carry_out)
        show_at(SUBJECT, lambda part: f"/privacy/assessments/{part}/")
        assess_with(is_assessed)
        keep("assessments", TITLE, RULES, HANDLING)
        show(SECTIONS)
        on_leaving("assessments", forget_official)
