"""Who asks, who vouches, and the sentence for whoever cannot."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict
from parvis.kernel.vouching.rules import VOUCHES_A_YEAR, Facts, Hindrance, hindrance

_WORDS: dict[Hindrance, Callable[[], str]] = {
    Hindrance.ITSELF: lambda: _("Nobody vouches for themselves. Give this page to two neighbours."),
    Hindrance.OVER: lambda: _("This is over. Thank you all the same."),
    Hindrance.UNKNOWN: lambda: _("Only residents whom the city knows can vouch. Become one first."),
    Hindrance.ELSEWHERE: lambda: _("Only residents of the same district can vouch."),
    Hindrance.IN_RETURN: lambda: _("They vouched for you. Somebody else has to vouch for them."),
    Hindrance.TOO_MANY: lambda: (
        _("You vouched for %(count)s people within a year. That is the most.") % {"count": VOUCHES_A_YEAR}
    ),
    Hindrance.APART: lambda: _("You cannot do this here. The public desk can help you."),
}


def may_ask(person: Person) -> Verdict:
    """Whoever proved an e-mail address."""
    if person.level >= Level.CONTACT_CONFIRMED:
        return ALLOWED
    return Denied(_("Confirm your e-mail address first."))


def may_vouch(facts: Facts) -> Verdict:
    """Residents of the same district, few times a year, never in return, nobody whom a block keeps apart."""
    found = hindrance(facts)
    return Denied(_WORDS[found]()) if found else ALLOWED
