"""The only writers of assessments: write a version, advise on it, sign it, and notice that it is out of date."""

from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from parvis.kernel.assessments.labels import LACKING
from parvis.kernel.assessments.models import Assessment, Risk
from parvis.kernel.assessments.policies import may_advise, may_sign, may_write, office_of
from parvis.kernel.assessments.queries import (
    Assessed,
    assessed,
    assessed_part,
    stewards_of,
    version_of,
)
from parvis.kernel.assessments.rules import Advice, Written, greatest, is_sound, missing
from parvis.kernel.clock import now
from parvis.kernel.control.actions import Deed, checked_reason, decide, propose
from parvis.kernel.control.models import Act, Proposal
from parvis.kernel.control.registry import reserved_verb
from parvis.kernel.journal.actions import once, record
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError, require

WRITTEN, ADVISED, SIGNED = (f"assessments.assessment.{deed}" for deed in ("written", "advised", "signed"))


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the officer advises on a version, in a word and in sentences that everybody reads."""

    advice: Advice
    words: str


def write(by: Person, key: str, written: Written, *, after: int, token: str = "") -> Assessment:
    """A new version, with what the programs know at this moment. `after`: the number of the version it was written upon
    (0: none); `token` makes twice once. `RefusedError`: not theirs, or somebody wrote meanwhile."""
    found = assessed_part(key)
    stewards = stewards_of(found.part.modules)
    require(may_write(by, stewards))
    if not all(is_sound(each) for each in written.risks):
        raise RefusedError(_("A measure makes no risk graver: what is left is at most what there was."))
    with transaction.atomic():
        number = once(token and f"{WRITTEN}:{token}", lambda: str(_written(by, found, written, after)))
        return version_of(key, int(number))


def advise(by: Person, key: str, number: int, opinion: Opinion) -> Act:
    """The officer's advice on the newest version, once; it is a public decision and binds nobody."""
    with transaction.atomic():
        version = _newest(key, number)
        require(may_advise(by, assessed_part(key).writers))
        if version.advised_at:
            raise RefusedError(_("The officer advised on this version. Write a new one to be advised again."))
        if lacking := missing(version.written):
            names = ", ".join(str(LACKING[each]) for each in lacking)
            raise RefusedError(_("This is not answered yet: %(names)s.") % {"names": names})
        version.advice, version.advice_words = opinion.advice.value, checked_reason(opinion.words)
        version.advised_by, version.advised_at = by, now()
        version.save(update_fields=["advice", "advice_words", "advised_by", "advised_at"])
        changes = [("version", None, number), ("advice", None, opinion.advice.value)]
        return decide(Deed(ADVISED, version.subject, opinion.words, changes, data={"part": key}), by)


def sign(by: Person, key: str, number: int, reason: str) -> Act | Proposal:
    """An office stands for the newest version, with the officer's advice at hand; or proposes it where two sign."""
    with transaction.atomic():
        deed = _signable(by, key, number, reason)
        if reserved_verb(SIGNED).signatures > 1:
            return propose(deed, by, {"part": key, "version": number})
        return _signed(by, key, number, deed)


def carry_out(proposal: Proposal, by: Person) -> Act:
    """The second signature; it is asked again whether this person may, and whether the programs changed meanwhile."""
    key, number = str(proposal.payload["part"]), int(proposal.payload["version"])
    deed = _signable(by, key, number, proposal.reason)
    return _signed(by, key, number, deed, first=proposal.proposed_by)


def notice_changes() -> int:
    """Write down since when what was signed is out of date, and take that back where the programs do it again; how many
    are out of date."""
    late = 0
    for each in assessed():
        if each.signed is None:
            continue
        late += each.is_outdated
        if each.is_outdated is not (each.signed.outdated_at is not None):
            each.signed.outdated_at = now() if each.is_outdated else None
            each.signed.save(update_fields=["outdated_at"])
    return late


def forget_official(leaving: Leaving) -> None:
    """What was written, advised and signed stays, without saying by whom."""
    for name in ("written_by", "advised_by", "signed_by"):
        Assessment.objects.filter(leaving.whose(person=name)).update(**{name: None})


def _written(by: Person, found: Assessed, written: Written, after: int) -> int:
    key, number = found.part.key, after + 1
    newest = Assessment.objects.filter(part=key).order_by("-number").first()
    office = office_of(by, stewards_of(found.part.modules))
    try:
        if (newest.number if newest else 0) != after:
            raise IntegrityError
        with transaction.atomic():
            version = Assessment.objects.create(
                part=key,
                number=number,
                necessity=written.necessity,
                residents=written.residents,
                consulted=written.consulted,
                facts=found.facts,
                fingerprint=found.fingerprint,
                office=office,
                written_by=by,
            )
    except IntegrityError as taken:
        raise RefusedError(
            _("Somebody changed this meanwhile. Open it again, so that nothing is lost.")
        ) from taken
    lines = (
        Risk(assessment=version, place=place, **asdict(each)) for place, each in enumerate(written.risks)
    )
    Risk.objects.bulk_create(lines)
    record(WRITTEN, subject=version.subject, actor=by.public_id, data={"part": key})
    return number


def _signable(by: Person, key: str, number: int, reason: str) -> Deed:
    """What signing would be, if they may and nothing is lacking."""
    found, version = assessed_part(key), _newest(key, number)
    stewards = stewards_of(found.part.modules)
    require(may_sign(by, stewards, found.writers))
    if version.signed_at:
        raise RefusedError(_("This version is signed already."))
    if not version.advised_at:
        raise RefusedError(_("First the data-protection officer advises on it."))
    if version.fingerprint != found.fingerprint:
        raise RefusedError(
            _("The programs changed since it was written. Read what changed and save it anew.")
        )
    left = greatest(version.written.risks)
    changes = [("version", None, number), ("left", None, left.value if left else None)]
    office = office_of(by, stewards)
    return Deed(SIGNED, version.subject, reason, changes, office, data={"part": key})


def _signed(by: Person, key: str, number: int, deed: Deed, first: Person | None = None) -> Act:
    version = _newest(key, number)
    version.signed_by, version.signed_at, version.signed_office = by, now(), deed.office
    version.save(update_fields=["signed_by", "signed_at", "signed_office"])
    return decide(deed, by, first=first)


def _newest(key: str, number: int) -> Assessment:
    """The version, held until the end, if no newer one was written."""
    held = Assessment.objects.select_for_update(of=("self",)).filter(part=key).order_by("-number")
    newest = held.first()
    if newest is None or newest.number != number:
        raise RefusedError(_("There is a newer version. Open the page again and read that one."))
    return version_of(key, number)
