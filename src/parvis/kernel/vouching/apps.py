"""Registers the kernel package `vouching` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VouchingConfig(AppConfig):
    name = "parvis.kernel.vouching"
    label = "vouching"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the way, tell the desk of the chain, declare the verbs, say what is kept."""
        from parvis.kernel.assurance.registry import Path, add_path, on_false, tell_ties
        from parvis.kernel.blocks.contracts import tell_authors
        from parvis.kernel.dictionary.registry import hold_keys
        from parvis.kernel.journal.verbs import Verb, declare
        from parvis.kernel.keeping.registry import keep, on_leaving, show
        from parvis.kernel.vouching import actions
        from parvis.kernel.vouching.kept import HANDLING, RULES, SECTIONS, TITLE
        from parvis.kernel.vouching.queries import askings_written, ties_of

        add_path(
            "vouching",
            Path(
                _("Two residents vouch"),
                _("Two neighbours whom the city knows say that you live in their district."),
                "vouching:mine",
            ),
        )
        tell_ties("vouching", ties_of)
        on_false("vouching", actions.doubt_what_hangs_on, before=actions.hold_all)
        declare(
            Verb(actions.ASKED, _("Somebody asked that neighbours vouch for them.")),
            Verb(actions.GIVEN, _("A resident vouched for somebody.")),
            Verb(actions.WITHDRAWN, _("A vouch was withdrawn.")),
        )
        hold_keys("vouching", {"Asking.public_id": "the page on which neighbours vouch for one person"})
        keep("vouching", TITLE, RULES, HANDLING)
        show(SECTIONS)
        on_leaving("vouching", actions.forget_voucher)
        # Whoever was handed the address of the page reads it.
        tell_authors("vouching.page", askings_written, lambda _reader, _written: True)
