"""Who asks for a letter, and who prints it."""

from django.utils.translation import gettext as _

from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_ask(person: Person) -> Verdict:
    """Whoever has an address that we can write to: they hear there that the letter is on its way."""
    if person.level >= Level.CONTACT_CONFIRMED:
        return ALLOWED
    return Denied(_("Confirm your e-mail address first."))


def may_print(person: Person) -> Verdict:
    """Agents of the public desk: whoever prints reads the address, and sees whether it is in the city."""
    if person.serves_public_desk():
        return ALLOWED
    return Denied(_("Only agents of the public desk print these letters."))
