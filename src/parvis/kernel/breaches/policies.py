"""Who turns the switch."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from parvis.kernel.keeping.policies import may_watch_over
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_act(reader: Person | AnonymousUser) -> Verdict:
    """The data-protection officer, and managers of the public desk: somebody must be there at night."""
    if isinstance(reader, Person) and (may_watch_over(reader) or reader.serves_public_desk(Role.MANAGER)):
        return ALLOWED
    return Denied(_("Only the data-protection officer and managers of the public desk do this."))
