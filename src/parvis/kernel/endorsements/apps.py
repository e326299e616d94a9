"""Registers the kernel package `endorsements` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EndorsementsConfig(AppConfig):
    name = "parvis.kernel.endorsements"
    label = "endorsements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare and guard the verbs, and say what is kept of what was checked."""
        from parvis.kernel.control.actions import guard
        from parvis.kernel.control.rules import Reserved, Weight
        from parvis.kernel.endorsements import actions
        from parvis.kernel.endorsements.kept import HANDLING, RULES, SECTIONS, TITLE
        from parvis.kernel.endorsements.queries import kind_names
        from parvis.kernel.journal.sentences import call
        from parvis.kernel.journal.verbs import Verb, declare
        from parvis.kernel.keeping.registry import keep, on_leaving, show
        from parvis.kernel.looks.registry import show_at
        from parvis.kernel.people.rules import Role

        declare(
            Verb(actions.OPENED, _("The city checks something more: {checked}.")),
            Verb(actions.CLOSED, _("The city checks something no more: {checked}.")),
            Verb(actions.GIVEN, _("{office} checked something about somebody: {checked}.")),
            Verb(actions.REVOKED, _("{office} took back what it had checked: {checked}.")),
            Verb(actions.ENDED, _("What was checked about somebody ran out: {checked}.")),
        )
        labels = {"days": _("Days"), "role": _("Role")}
        guard(
            *(
                Reserved(verb, Weight.RULE, Role.MANAGER, desk=True, labels=labels)
                for verb in (actions.OPENED, actions.CLOSED)
            ),
            *(Reserved(verb, open=True) for verb in (actions.GIVEN, actions.REVOKED)),
        )
        call("checked", kind_names)
        keep("endorsements", TITLE, RULES, HANDLING)
        show(SECTIONS)
        show_at("endorsements.person", _("opened what the city checked about you"))
        on_leaving("endorsements", actions.forget_endorsed)
