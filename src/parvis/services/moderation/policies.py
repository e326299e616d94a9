"""Who takes away and gives back, and who reads why."""

from django.utils.translation import gettext as _

from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict
from parvis.kernel.trust.things import Reader, Thing, shelf_of


def may_take_away(reader: Reader, thing: Thing) -> Verdict:
    """Whoever handles it, says its module; never its author: nobody hides, gives back or clears their own words."""
    if not isinstance(reader, Person) or not reader.is_official():
        return Denied(_("Only the city decides what may stand here."))
    if thing.author is not None and thing.author.pk == reader.pk:
        return Denied(_("You wrote this yourself. Somebody else of the city decides whether it may stand."))
    return shelf_of(thing.subject).may_decide(reader, thing)


def may_read_decision(reader: Reader, thing: Thing) -> Verdict:
    """Its author and those who decide."""
    if isinstance(reader, Person) and thing.author is not None and thing.author.pk == reader.pk:
        return ALLOWED
    if may_take_away(reader, thing):
        return ALLOWED
    return Denied(_("Only its author reads why something was hidden."))
