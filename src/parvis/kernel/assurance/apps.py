"""Registers the kernel package `assurance` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssuranceConfig(AppConfig):
    name = "parvis.kernel.assurance"
    label = "assurance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare and guard the verbs, and say what is kept of who was confirmed."""
        from parvis.kernel.assurance import actions
        from parvis.kernel.assurance.kept import HANDLING, RULES, SECTIONS, TITLE
        from parvis.kernel.control.actions import guard
        from parvis.kernel.control.rules import Reserved
        from parvis.kernel.journal.verbs import Verb, declare
        from parvis.kernel.keeping.registry import keep, on_leaving, show
        from parvis.kernel.looks.registry import show_at
        from parvis.kernel.people.rules import Role

        declare(
            Verb(actions.SEEN, _("The public desk confirmed that somebody lives here.")),
            Verb(actions.PROVED, _("Somebody proved that they live here.")),
            Verb(actions.ENDED, _("A confirmation that somebody lives here ran out.")),
            Verb(actions.GIVEN_UP, _("Somebody gave up what confirmed that they live here.")),
            Verb(actions.REVOKED, _("The public desk took back that somebody lives here.")),
            Verb(actions.UPHELD, _("The public desk looked again at a confirmation, and it stands.")),
        )
        guard(
            Reserved(actions.SEEN, desk=True),
            Reserved(actions.REVOKED, role=Role.MANAGER, desk=True),
            Reserved(actions.UPHELD, role=Role.MANAGER, desk=True),
        )
        keep("assurance", TITLE, RULES, HANDLING)
        show(SECTIONS)
        show_at("assurance.person", _("opened your account at the counter, with your name and address"))
        on_leaving("assurance", actions.forget_confirmed)
