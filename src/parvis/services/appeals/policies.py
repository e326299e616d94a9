"""Who asks for something back, and who decides about that."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict
from parvis.kernel.trust.models import Decision
from parvis.kernel.trust.things import Reader, Thing
from parvis.services.appeals.models import Appeal
from parvis.services.appeals.rules import Obstacle, obstacle_to_appeal
from parvis.services.moderation.contracts import may_take_away

OBSTACLES = {
    Obstacle.LIFTED: gettext_lazy("It was given back already."),
    Obstacle.LATE: gettext_lazy("The time to object is over."),
    Obstacle.ASKED: gettext_lazy("You objected already. One decision is looked at again once."),
}


def may_appeal(reader: Reader, thing: Thing, decision: Decision, appeal: Appeal | None) -> Verdict:
    """Its author, once, within the time."""
    if not isinstance(reader, Person) or thing.author is None or thing.author.pk != reader.pk:
        return Denied(_("Only its author can object."))
    obstacle = obstacle_to_appeal(
        decision.decided_at, now(), is_lifted=decision.lifted_at is not None, is_asked=appeal is not None
    )
    return Denied(str(OBSTACLES[obstacle])) if obstacle else ALLOWED


def may_judge(reader: Reader, thing: Thing, appeal: Appeal) -> Verdict:
    """Whoever may take it away (never its author), but not the person who did."""
    verdict = may_take_away(reader, thing)
    if not verdict:
        return verdict
    if reader.pk in {appeal.against_id, appeal.person_id}:
        return Denied(_("Somebody else has to look at this: you decided first, or wrote it."))
    return ALLOWED
