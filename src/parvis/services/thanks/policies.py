"""Who may thank for what."""

from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict
from parvis.services.thanks.rules import Done, can_thank


def may_thank(person: Person, author: Person | None, done: Done | None) -> Verdict:
    """Members, for what others did lately and everybody can see."""
    if done is None or not can_thank(done, now(), is_own=author == person):
        return Denied(_("You can thank for what others did here lately."))
    return ALLOWED
