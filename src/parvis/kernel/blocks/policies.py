"""Who can be kept at a distance, and what somebody reads who is."""

from django.utils.translation import gettext as _

from parvis.kernel.blocks.registry import Written
from parvis.kernel.blocks.rules import Hindrance
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_keep_off(person: Person, written: Written) -> Verdict:
    """Anybody but oneself, and never the city."""
    if written.for_city:
        return Denied(
            _("The city has to be able to answer you. Tell the public desk if an answer was wrong.")
        )
    if written.author is None or not written.author.is_active:
        return Denied(
            _("Whoever wrote this has no account here. Tell the public desk if it should not stand.")
        )
    if written.author.pk == person.pk:
        return Denied(_("This is your own."))
    return ALLOWED


def verdict_on(found: Hindrance | None) -> Verdict:
    """The same words for whatever stands in the way, but for one's own block, which one may end."""
    if found is Hindrance.OWN:
        return Denied(_("You blocked this person. You can end that on the page of whom you blocked."))
    if found is Hindrance.OTHER:
        return Denied(_("You cannot do this here. The public desk can help you."))
    return ALLOWED
