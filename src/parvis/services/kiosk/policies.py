"""Who puts up kiosks."""

from django.utils.translation import gettext as _

from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_run_kiosks(person: Person) -> Verdict:
    """The public desk, and managers of any office: a kiosk speaks for the city."""
    if person.serves_public_desk() or any(Role.MANAGER in role.includes for role in person.roles().values()):
        return ALLOWED
    return Denied(_("The public desk and managers put up kiosks."))
