"""Who reads text messages that the machine could not place."""

from django.utils.translation import gettext as _

from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_read_texts(person: Person) -> Verdict:
    """The public desk: a message may be about anything."""
    if person.serves_public_desk():
        return ALLOWED
    return Denied(_("Text messages that we could not place are read at the public desk."))
