"""Who may adopt, and who may end it."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict
from parvis.services.adoptions.rules import AT_MOST, may_take_another
from parvis.services.assets.contracts import Thing


def may_adopt(thing: Thing, having: int) -> Verdict:
    """Members, what stands there and may be adopted, a few at most."""
    if not thing.may_be_adopted:
        return Denied(_("This cannot be adopted."))
    if not may_take_another(having):
        return Denied(_("You look after %(count)s things already. Give one back first.") % {"count": AT_MOST})
    return ALLOWED


def may_end(person: Person | AnonymousUser, thing: Thing) -> Verdict:
    """People of the office that answers for the thing, and of the public desk."""
    if isinstance(person, Person) and (person.serves(thing.office) or person.serves_public_desk()):
        return ALLOWED
    return Denied(_("Only people of the office that answers for it can end this."))
