"""The only writers of services."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from pydantic import ValidationError as SchemaError

from parvis.kernel.catalogue.manifest import manifests
from parvis.kernel.catalogue.models import Service
from parvis.kernel.catalogue.policies import may_change, may_compose
from parvis.kernel.catalogue.queries import missing, service_named
from parvis.kernel.catalogue.rules import PILOT_DAYS_AT_MOST, Stage, can_move
from parvis.kernel.clock import now
from parvis.kernel.control.actions import Deed, asked_for, decide, propose
from parvis.kernel.control.models import Act, Proposal
from parvis.kernel.control.rules import SIGNATURES_AT_MOST
from parvis.kernel.journal.rules import Plain
from parvis.kernel.naming import in_every_language
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.places.models import Area
from parvis.kernel.sheets.labels import check_label, schema_sentence
from parvis.kernel.sheets.rules import Sheet, differences, flat, merged

# The verb by which a service comes to a stage.
DECIDED = {
    Stage.PILOT: "catalogue.service.piloted",
    Stage.OPEN: "catalogue.service.opened",
    Stage.PAUSED: "catalogue.service.paused",
    Stage.CLOSED: "catalogue.service.closed",
}
AMENDED = "catalogue.service.amended"
type Change = tuple[str, Plain, Plain]


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that a service is to reach, and why; a pilot also says its last day."""

    stage: Stage
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A service as somebody wants it: whose, who answers where the steward does not, and what was composed."""

    steward: Organisation
    fallback: Organisation | None
    sheet: Sheet


def offer(
    module: str,
    steward: Organisation,
    *,
    area: Area | None = None,
    stage: str,
    settings: dict[str, Any] | None = None,
) -> Service:
    """Set a module up in an area when a city is founded, or bring that up to date. `ValidationError` says which
    setting is wrong. In a living city officials compose, and decide."""
    rows = Service.objects.filter(module=module, area=area).exclude(stage=Stage.CLOSED)
    service = rows.first() or Service(module=module, area=area, since=now().date())
    service.steward, service.stage, service.settings = steward, stage, settings or {}
    service.full_clean()
    service.save()
    return service


def compose(module: str, area: Area | None, draft: Draft, by: Person) -> Service:
    """Begin a service as a draft that nobody else sees. `RefusedError`: there is one of this module at this place."""
    require(may_compose(by, draft.steward))
    if module not in manifests() or not manifests()[module].invitations:
        raise RefusedError(_("This city has no module of that name in which people can take part."))
    service = Service(module=module, area=area, stage=Stage.DRAFT, since=localdate(now()))
    return _created(service, draft)


def revise(number: int, draft: Draft, by: Person, *, revision: int, reason: str = "") -> Service:
    """Change what was composed. A draft changes at once; what is offered changes by a decision with its reason.

    `RefusedError`: somebody changed it meanwhile (`revision`), or the change would leave a check unanswered.
    """
    with transaction.atomic():
        service = _locked(number)
        require(may_change(by, service))
        require(may_compose(by, draft.steward))
        if service.revision != revision:
            raise RefusedError(_("Somebody changed this meanwhile. Open it again, so that nothing is lost."))
        before = missing(service, Stage(service.stage))
        changes = _take(service, draft)
        if changes:
            _save(service)
            if service.stage != Stage.DRAFT:
                # What was never answered does not hold a change up; what was answered stays answered.
                _refuse_open(set(missing(service, Stage(service.stage))) - set(before))
                decide(_deed(AMENDED, service, reason, changes), by)
    return service


def move(number: int, step: Step, by: Person) -> Act | Proposal:
    """Bring a service to another stage by a decision, or propose it where two sign.

    `RefusedError` names why not: the stage does not follow, a check is unanswered, a pilot without an end.
    """
    with transaction.atomic():
        service = _locked(number)
        require(may_change(by, service))
        deed = _moved(service, step)
        if asked_for(deed).signatures == 1:
            return _carried(service, step, deed, by)
        payload = {"service": service.pk, "revision": service.revision, "stage": step.stage.value}
        return propose(deed, by, {**payload, "until": step.until.isoformat() if step.until else ""})


def carry_out(proposal: Proposal, by: Person) -> Act:
    """The second signature of a stage. It is asked again whether the service may: the world may have moved.

    `RefusedError`: it is not the service any more that was proposed.
    """
    payload = proposal.payload
    until = date.fromisoformat(payload["until"]) if payload["until"] else None
    step = Step(Stage(payload["stage"]), proposal.reason, until)
    service = _locked(payload["service"])
    if service.revision != payload["revision"]:
        raise RefusedError(_("The service was changed since this was proposed. Propose it anew."))
    return _carried(service, step, _moved(service, step), by, first=proposal.proposed_by)


def copy(number: int, area: Area | None, steward: Organisation, by: Person) -> Service:
    """The same service for another area, as a draft that remembers where it came from."""
    require(may_compose(by, steward))
    source = service_named(number)
    base = source.content.model_dump(mode="json")
    service = Service(
        module=source.module,
        area=area,
        stage=Stage.DRAFT,
        since=localdate(now()),
        copied_from=source,
        base=base,
    )
    return _created(service, Draft(steward, source.fallback, source.content))


def merge(into: int, other: int, names: Collection[str], by: Person, *, reason: str = "") -> Service:
    """Take over what is named from another service of the module: a copy back into its source, or the other way."""
    with transaction.atomic():
        first, second = _locked(min(into, other)), _locked(max(into, other))
        mine, theirs = (first, second) if first.pk == into else (second, first)
        if mine.module != theirs.module or mine.pk == theirs.pk:
            raise RefusedError(_("Only services of the same kind can be compared."))
        sheet = _merged(mine.content, theirs.content, names)
        draft = Draft(mine.steward, mine.fallback, sheet)
        revised = revise(mine.pk, draft, by, revision=mine.revision, reason=reason)
        for each, of in ((mine, theirs), (theirs, mine)):
            if each.copied_from_id == of.pk and each.base is not None:
                # Of what was merged both say the same now; who changed the rest is told as before.
                base = merged(Sheet.model_validate(each.base), revised.content, names)
                Service.objects.filter(pk=each.pk).update(base=base.model_dump(mode="json"))
    return revised


def discard(number: int, by: Person) -> None:
    """Throw a draft away. What was offered once stays in the city's memory."""
    with transaction.atomic():
        service = _locked(number)
        require(may_change(by, service))
        if service.stage != Stage.DRAFT:
            raise RefusedError(_("This was offered already. Close it instead."))
        service.delete()


def _created(service: Service, draft: Draft) -> Service:
    _take(service, draft)
    try:
        with transaction.atomic():
            _save(service)
    except IntegrityError as twice:
        raise RefusedError(_("There is such a service at this place already. Change that one.")) from twice
    return service


def _take(service: Service, draft: Draft) -> list[Change]:
    """Put what is wished onto the row; gives what it changes. `RefusedError`: it loosens what two officials sign."""
    kept, wished = set(service.content.two_people), set(draft.sheet.two_people)
    if wished - set(DECIDED.values()):
        raise RefusedError(_("A service can ask for two signatures only where its stage is decided."))
    if service.stage != Stage.DRAFT and kept - wished:
        raise RefusedError(
            _("What two officials sign stays so. Close the service and copy it to begin anew.")
        )
    changes: list[Change] = [
        ("steward", _slug(service.steward) if service.steward_id else None, draft.steward.slug),
        ("fallback", _slug(service.fallback), _slug(draft.fallback)),
        *(
            (each.name, _plainly(each.mine), _plainly(each.theirs))
            for each in differences(service.content, draft.sheet)
        ),
    ]
    service.steward, service.fallback, service.content = draft.steward, draft.fallback, draft.sheet
    return [each for each in changes if each[1] != each[2]]


def _save(service: Service) -> None:
    try:
        service.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as wrong:
        raise RefusedError(" ".join(wrong.messages)) from wrong
    if service.pk:
        service.revision += 1
    service.save()


def _moved(service: Service, step: Step) -> Deed:
    """What bringing it to a stage would be, if it may."""
    if not can_move(Stage(service.stage), step.stage):
        raise RefusedError(
            _("It cannot come from this stage to that one. Open the page of the service again.")
        )
    changes: list[Change] = [("stage", service.stage, step.stage.value)]
    if step.stage is Stage.PILOT:
        today = localdate(now())
        if step.until is None or not today < step.until <= today + timedelta(days=PILOT_DAYS_AT_MOST):
            raise RefusedError(_("Say on which day the pilot ends, within a year. It ends by itself."))
        changes.append(("pilot_until", _plainly(service.pilot_until), str(step.until)))
    _refuse_open(missing(service, step.stage))
    return _deed(DECIDED[step.stage], service, step.reason, changes)


def _carried(service: Service, step: Step, deed: Deed, by: Person, first: Person | None = None) -> Act:
    service.stage, service.pilot_until = step.stage, step.until
    _save(service)
    return decide(deed, by, first=first)


def _refuse_open(unanswered: Collection[str]) -> None:
    if unanswered:
        names = ", ".join(check_label(each) for each in unanswered)
        raise RefusedError(_("Answer these first, people will rely on them: %(names)s.") % {"names": names})


def _deed(verb: str, service: Service, reason: str, changes: list[Change]) -> Deed:
    # What it is called today, for readers of every language.
    names: dict[str, Plain] = {**(service.names or in_every_language(service.manifest.title))}
    return Deed(
        verb,
        service.subject,
        reason,
        changes,
        preferred=service.steward.slug,
        signatures=SIGNATURES_AT_MOST if verb in service.content.two_people else 1,
        area_id=service.area_id,
        data={"service": names, "module": service.module, "area": service.area.slug if service.area else ""},
    )


def _merged(mine: Sheet, theirs: Sheet, names: Collection[str]) -> Sheet:
    known = flat(mine).keys() | flat(theirs).keys()
    if not names or not set(names) <= known:
        raise RefusedError(_("Choose at least one line of the comparison."))
    try:
        return merged(mine, theirs, names)
    except SchemaError as wrong:
        raise RefusedError(" ".join(schema_sentence(each) for each in wrong.errors())) from wrong


def _locked(number: int) -> Service:
    service_named(number)
    rows = Service.objects.select_for_update(of=("self",)).select_related("area", "steward", "fallback")
    return rows.get(pk=number)


def _slug(office: Organisation | None) -> str | None:
    return office.slug if office else None


def _plainly(value: Any) -> Plain:
    """A value as the register keeps it."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {each}" for key, each in value.items()) or "–"
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value)
    return value if value is None or isinstance(value, str | int | bool) else str(value)
