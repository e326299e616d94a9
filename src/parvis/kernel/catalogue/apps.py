"""Registers the kernel package `catalogue` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "parvis.kernel.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say that each stage of a service is a decision, how many sign it, and what the register calls its changes."""
        from parvis.kernel.catalogue.actions import DECIDED, carry_out
        from parvis.kernel.catalogue.models import Service
        from parvis.kernel.control.actions import guard
        from parvis.kernel.control.queries import carry_out_with
        from parvis.kernel.control.rules import Reserved, Weight
        from parvis.kernel.journal.verbs import Verb, declare
        from parvis.kernel.people.rules import Role
        from parvis.kernel.sheets.labels import LABELS

        stages = {f"stage={stage}": words for stage, words in Service.Stage.choices}
        verbs = {
            # Who starts a pilot or stops something acts alone, and quickly; what binds the city for long needs two.
            Verb("catalogue.service.piloted", _("The city tries out a service: {service}.")): 1,
            Verb("catalogue.service.opened", _("The city opened a service: {service}.")): 2,
            Verb("catalogue.service.paused", _("The city paused a service: {service}.")): 1,
            Verb("catalogue.service.closed", _("The city closed a service: {service}.")): 2,
            Verb("catalogue.service.amended", _("The city changed a service: {service}.")): 1,
        }
        declare(*verbs)
        for verb, signatures in verbs.items():
            guard(
                Reserved(
                    verb.name,
                    Weight.RULE,
                    Role.MANAGER,
                    signatures=signatures,
                    open=True,
                    waits=verb.name in DECIDED.values(),
                    labels={**LABELS, **stages},
                )
            )
        for decided in DECIDED.values():
            carry_out_with(decided, carry_out)
