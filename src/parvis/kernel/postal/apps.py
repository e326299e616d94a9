"""Registers the kernel package `postal` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PostalConfig(AppConfig):
    name = "parvis.kernel.postal"
    label = "postal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the way, declare the verbs, and say what is kept of addresses."""
        from parvis.kernel.assurance.registry import Path, add_path
        from parvis.kernel.dictionary.registry import hold_keys
        from parvis.kernel.journal.verbs import Verb, declare
        from parvis.kernel.keeping.registry import hand_on, keep, on_leaving, show
        from parvis.kernel.looks.registry import show_at
        from parvis.kernel.postal import actions
        from parvis.kernel.postal.kept import HANDLING, RECIPIENTS, RULES, SECTIONS, TITLE
        from parvis.kernel.postal.policies import may_ask

        add_path(
            "postal",
            Path(
                _("By a code in a letter"),
                _("We send a paper letter to your address. You type the code that stands in it."),
                "postal:letter",
                lambda person: bool(may_ask(person)),
            ),
        )
        declare(
            Verb(actions.ASKED, _("Somebody asked for a letter with a code.")),
            Verb(actions.PRINTED, _("The public desk printed a letter with a code.")),
        )
        hold_keys(
            "postal",
            {"PaperLetter.code_digest": "that somebody lives at an address; keyed, it cannot be guessed"},
        )
        keep("postal", TITLE, RULES, HANDLING)
        hand_on("postal", RECIPIENTS)
        show(SECTIONS)
        show_at("postal.letters", _("saw your postal address to print your letter"))
        on_leaving("postal", actions.forget_addressee)
