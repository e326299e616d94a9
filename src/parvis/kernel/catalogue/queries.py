"""Reads of services."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from pydantic import ValidationError as SchemaError

from parvis.kernel.catalogue.manifest import Manifest, invitation_of, manifests, parse_settings
from parvis.kernel.catalogue.models import Service
from parvis.kernel.catalogue.policies import may_take_up
from parvis.kernel.catalogue.rules import NEXT, OFFERED, Check, Facts, Stage, checks
from parvis.kernel.clock import now
from parvis.kernel.people.models import Membership, Organisation
from parvis.kernel.permissions.verdict import AbsentError, Verdict
from parvis.kernel.places.queries import versions_of
from parvis.kernel.sheets.labels import WHY, check_label
from parvis.kernel.sheets.rules import Rung, open_rungs

# Who knows whether what a module may mean for people was assessed; the room above registers itself.
type IsAssessed = Callable[[str], bool]
_assessing: list[IsAssessed] = []
# Stages that everybody may read about; a draft is its composers' own.
TOLD = (Stage.PILOT, Stage.OPEN, Stage.PAUSED, Stage.CLOSED)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list of checks: what it asks, why, and whether it is answered."""

    name: str
    words: Any
    why: Any
    done: bool


def offered() -> QuerySet[Service]:
    """The services in which people can take part today. A pilot ends by itself."""
    runs = Q(pilot_until=None) | Q(pilot_until__gte=localdate(now()))
    return Service.objects.filter(Q(stage=Stage.OPEN) | Q(stage=Stage.PILOT) & runs)


def service_of(module: str, area_id: int | None = None) -> Service | None:
    """The open offer of a module: the area's own, else the city-wide one; None where it is not offered."""
    found = {offer.area_id: offer for offer in offered().filter(module=module).order_by("pk")}
    everywhere = found.pop(None, None)
    same = versions_of(area_id) if found and area_id else ()
    return next((found[area] for area in same if area in found), everywhere)


def service_for(verb: str, area_id: int | None = None) -> Service | None:
    """The open offer that invites to what this verb begins."""
    invited = invitation_of(verb)
    return service_of(invited[0], area_id) if invited else None


def may_take_part(verb: str, level: int, area_id: int | None = None) -> Verdict:
    """Whether the city lets somebody begin this here and now: the service is offered, its rung open, and the city
    knows them well enough (`level`, of `Level`). What is under way goes on unasked. `LookupError` for a verb that
    begins nothing."""
    invited = invitation_of(verb)
    if invited is None:
        raise LookupError(f"No module invites to {verb}.")
    module, invitation = invited
    return may_take_up(invitation, service_of(module, area_id), level)


def open_ladder() -> dict[str, frozenset[Rung]]:
    """The rungs that are open anywhere now, by module."""
    found: dict[str, frozenset[Rung]] = {}
    for each in offered().filter(module__in=manifests()).order_by("pk"):
        rungs = open_rungs(each.content, rungs_of(each.manifest))
        found[each.module] = found.get(each.module, frozenset()) | rungs
    return found


def rungs_of(manifest: Manifest) -> frozenset[Rung]:
    """The rungs on which a module invites."""
    return frozenset(each.rung for each in manifest.invitations)


def services() -> QuerySet[Service]:
    """Every service that can be composed: those whose module invites somebody to something."""
    inviting = [name for name, manifest in manifests().items() if manifest.invitations]
    rows = Service.objects.filter(module__in=inviting).select_related("area", "steward", "fallback")
    return rows.order_by("module", "area__slug", "pk")


def told_services() -> QuerySet[Service]:
    """Those that everybody may read about."""
    return services().filter(stage__in=TOLD)


def service_named(number: int, *, told: bool = False) -> Service:
    """One service; with `told` only one that everybody may read about. `AbsentError` where there is none."""
    found = (told_services() if told else services()).select_related("copied_from").filter(pk=number).first()
    if found is None:
        raise AbsentError
    return found


def assess_with(is_assessed: IsAssessed) -> None:
    """Register who says whether a module was assessed."""
    _assessing[:] = [is_assessed]


def checks_of(service: Service, towards: Stage) -> list[Check]:
    """The list of checks of a service on its way to a stage; with the assessment where the city insists on it."""
    found = checks(service.content, facts_of(service), towards)
    insists = settings.CITY.privacy.assess_before_opening and towards is Stage.OPEN
    return found + _assessment(service) if insists else found


def warnings(service: Service, towards: Stage) -> list[Line]:
    """What should be done before a service reaches a stage, though the city's file does not insist on it."""
    insists = settings.CITY.privacy.assess_before_opening and towards is Stage.OPEN
    asked = [] if insists or towards not in OFFERED else _assessment(service)
    return [_line(each) for each in asked if not each.done]


def lines(service: Service, towards: Stage) -> list[Line]:
    """The list of checks on the way to a stage."""
    return [_line(each) for each in checks_of(service, towards)]


def ways_on(service: Service) -> list[tuple[Stage, list[Line]]]:
    """The stages that may follow, each with what is still open on the way there."""
    return [
        (stage, [each for each in lines(service, stage) if not each.done])
        for stage in NEXT[Stage(service.stage)]
    ]


def missing(service: Service, towards: Stage) -> list[str]:
    """The names of the checks that it does not pass on its way to a stage, or at it."""
    return [each.name for each in checks_of(service, towards) if not each.done]


def facts_of(service: Service) -> Facts:
    """What the house knows about a service beside its sheet."""
    partner = service.content.partner
    rows = Membership.objects.filter(organisation=service.steward_id, person__is_active=True)
    return Facts(
        house_language=settings.LANGUAGE_CODE,
        rungs=rungs_of(service.manifest),
        has_fallback=service.fallback_id is not None and service.fallback_id != service.steward_id,
        officials=rows.values("person").distinct().count(),
        partner_is_there=not partner or Organisation.objects.filter(slug=partner, is_partner=True).exists(),
        settings_fit=_fits(service),
        was_piloted=Stage(service.stage) is not Stage.DRAFT,
    )


def _assessment(service: Service) -> list[Check]:
    return [Check("assessment", all(is_assessed(service.module) for is_assessed in _assessing))]


def _line(check: Check) -> Line:
    return Line(check.name, check_label(check.name), WHY[check.name], check.done)


def _fits(service: Service) -> bool:
    try:
        parse_settings(service.module, service.settings)
    except SchemaError:
        return False
    return True
