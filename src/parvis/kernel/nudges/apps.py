"""Registers the kernel package `nudges` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NudgesConfig(AppConfig):
    name = "parvis.kernel.nudges"
    label = "nudges"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is kept, that setting a nudge is a decision, and publish what they did."""
        from django.urls import reverse

        from parvis.kernel.commons.registry import register
        from parvis.kernel.control.actions import guard
        from parvis.kernel.control.rules import Reserved, Weight
        from parvis.kernel.journal.sentences import show_at
        from parvis.kernel.journal.verbs import Verb, declare
        from parvis.kernel.keeping.registry import keep, on_leaving, show
        from parvis.kernel.nudges.actions import SET, forget_exposed
        from parvis.kernel.nudges.kept import HANDLING, RULES, SECTIONS, TITLE
        from parvis.kernel.nudges.queries import DATASET
        from parvis.kernel.people.rules import Role
        from parvis.kernel.ui.navigation import offer_to_everybody

        declare(Verb(SET, _("A nudge was set anew: {nudge}.")))
        labels = {"is_on": _("It is on"), "holdout": _("Left out by lot, of a hundred")}
        guard(Reserved(SET, Weight.RULE, Role.MANAGER, desk=True, open=True, labels=labels))
        keep("nudges", TITLE, RULES, HANDLING)
        show(SECTIONS)
        on_leaving("nudges", forget_exposed)
        register(DATASET)
        show_at("nudges.nudge", lambda _name: reverse("nudges:overview"))
        offer_to_everybody("nudges:overview", TITLE)
