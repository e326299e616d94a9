"""Registers the kernel package `programs` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgramsConfig(AppConfig):
    name = "parvis.kernel.programs"
    label = "programs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the verbs, and say what is kept about builders."""
        from parvis.kernel.dictionary.registry import hold_keys
        from parvis.kernel.journal.sentences import call
        from parvis.kernel.journal.verbs import Verb, declare
        from parvis.kernel.keeping.registry import keep, on_leaving, show
        from parvis.kernel.programs.actions import forget_builder
        from parvis.kernel.programs.kept import HANDLING, RULES, SECTIONS, TITLE
        from parvis.kernel.programs.queries import program_names

        declare(
            Verb("programs.program.registered", _("A builder registered a program.")),
            Verb("programs.program.rekeyed", _("A builder gave a program a new key.")),
            Verb(
                "programs.program.granted",
                _(
                    "The public desk decided what a program may do: {scopes}. At most {per_hour} calls an hour."
                ),
            ),
            Verb("programs.program.revoked", _("A program was switched off.")),
        )
        call("program", program_names)
        hold_keys(
            "programs",
            {"Program.key_digest": "a program's calls; a digest from which the key cannot be read"},
        )
        keep("programs", TITLE, RULES, HANDLING)
        show(SECTIONS)
        on_leaving("programs", forget_builder)
