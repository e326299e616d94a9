"""Who serves at the counter."""

from django.utils.translation import gettext as _

from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_enter(person: Person) -> Verdict:
    """Everybody who works for the city: the phone rings in each office."""
    return ALLOWED if person.is_official() else Denied(_("This page is for people who work for the city."))
