"""Who decides what neighbours can do, and who may do it."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict
from parvis.services.openings.rules import Asking, Obstacle, obstacle_to_taking

_WORDS = {
    Obstacle.CLOSED: gettext_lazy("Neighbours cannot help with this now."),
    Obstacle.BEGUN: gettext_lazy("The office is at it already."),
    Obstacle.LEVEL: gettext_lazy("For this the city has to know that you live here."),
    Obstacle.MINE: gettext_lazy("You took this already."),
    Obstacle.FULL: gettext_lazy("Somebody was faster: enough neighbours do this already."),
    Obstacle.ENOUGH: gettext_lazy("You hold %(count)s jobs already. Finish one, or give one back."),
}


def may_open(reader: Person | AnonymousUser) -> Verdict:
    """Managers of an office; for what, says `may_decide`."""
    if isinstance(reader, Person) and any(Role.MANAGER in each.includes for each in reader.roles().values()):
        return ALLOWED
    return Denied(_("Only managers of an office decide what neighbours can do."))


def may_decide(by: Person, office: Organisation | None) -> Verdict:
    """Managers of the office that answers for it, and of the public desk."""
    if by.serves_public_desk(Role.MANAGER) or (office is not None and by.serves(office.pk, Role.MANAGER)):
        return ALLOWED
    return Denied(_("Only the office that answers for it decides what neighbours can do."))


def may_take_place(asking: Asking) -> Verdict:
    """Whoever the opening is for, while there is a place: see `rules.obstacle_to_taking`."""
    obstacle = obstacle_to_taking(asking)
    return Denied(str(_WORDS[obstacle]) % {"count": asking.own}) if obstacle else ALLOWED
