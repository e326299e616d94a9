"""Who sees how the carrier stands."""

from django.utils.translation import gettext as _

from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_see_standing(person: Person) -> Verdict:
    """The public desk, which answers for the number."""
    if person.serves_public_desk():
        return ALLOWED
    return Denied(_("How text messages go out is looked after at the public desk."))
