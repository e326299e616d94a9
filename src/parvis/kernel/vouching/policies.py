"""Who asks, who vouches, and the sentence for whoever cannot."""

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict
from parvis.kernel.vouching.rules import VOUCHES_A_YEAR, Facts, Hindrance, hindrance

_WORDS: dict[Hindrance, Callable[[Facts], str]] = {
    Hindrance.ITSELF: lambda _facts: _("Nobody vouches for themselves. Give this page to two neighbours."),
    Hindrance.OVER: lambda _facts: _("This is over. Thank you all the same."),
    Hindrance.UNKNOWN: lambda _facts: _("Only residents whom the city knows can vouch. Become one first."),
    Hindrance.ELSEWHERE: lambda _facts: _("Only residents of the same district can vouch."),
    Hindrance.IN_RETURN: lambda _facts: _("They vouched for you. Somebody else has to vouch for them."),
    Hindrance.TOO_NEW: lambda facts: (
        _("The city has known you for a short time only. You can vouch from %(day)s.")
        % {"day": facts.waits_until and date_format(facts.waits_until, "DATE_FORMAT")}
    ),
    Hindrance.TOO_MANY: lambda _facts: (
        _("You vouched for %(count)s people within a year. That is the most.") % {"count": VOUCHES_A_YEAR}
    ),
    Hindrance.APART: lambda _facts: _("You cannot do this here. The public desk can help you."),
}


def may_ask(person: Person) -> Verdict:
    """Whoever proved an e-mail address."""
    if person.level >= Level.CONTACT_CONFIRMED:
        return ALLOWED
    return Denied(_("Confirm your e-mail address first."))


def may_vouch(facts: Facts) -> Verdict:
    """Residents of the same district, few times a year, never in return, nobody whom a block keeps apart."""
    found = hindrance(facts)
    return Denied(_WORDS[found](facts)) if found else ALLOWED
