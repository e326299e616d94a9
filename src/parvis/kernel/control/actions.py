"""The only writers of decisions: make one, propose one, sign one; and the guard that lets none pass unwritten."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.control import registry
from parvis.kernel.control.models import Act, Proposal
from parvis.kernel.control.policies import (
    in_whose_name,
    may_be_named,
    may_propose,
    may_sign,
    may_sign_second,
    office_of,
)
from parvis.kernel.control.queries import carry_out_of, people_named
from parvis.kernel.control.rules import (
    DAYS_TO_SIGN,
    REASON_AT_LEAST,
    REASON_AT_MOST,
    Reserved,
    Weight,
    Wish,
    is_signed,
    tightened,
)
from parvis.kernel.journal.actions import Draft, listen, record
from parvis.kernel.journal.rules import Plain
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.kernel.signs import without_turns

# What the journal writes that nobody of this city decided: its own rules do, or another system did long ago.
_BY_RULE, _LONG_AGO = "system", "import"
# The decision that is being written down at this moment, so that the guard lets its entry pass.
_being_decided: ContextVar[str] = ContextVar("being_decided", default="")


class UndecidedError(RuntimeError):
    """A module recorded a verb that counts for everybody without deciding it. A fault of the module."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A decision: the verb, what it is about (the journal's subject), why, and what it changes: [label, before, after].

    `signatures` is how many are asked for here at least; never less than the verb asks.

    `office` is in whose name; None: the one that makes it possible, `preferred` (a slug) where that is any signer's.
    `data` and `area_id` go to the journal.
    """

    verb: str
    subject: str
    reason: str
    changes: Sequence[tuple[str, Plain, Plain]] = ()
    office: Organisation | None = None
    preferred: str = ""
    signatures: int = 1
    area_id: int | None = None
    data: dict[str, Plain] = field(default_factory=dict)


def guard(*verbs: Reserved) -> None:
    """Make verbs known as reserved: from now on none is recorded without a line in the register of decisions."""
    registry.add(*verbs)
    for each in verbs:
        listen(each.verb, _keep_lines)


def decide(deed: Deed, by: Person, *, first: Person | None = None) -> Act:
    """Write a decision down: in the register and in the journal, in the caller's transaction.

    `first` is who proposed it, where somebody did. `RefusedError`: not their decision, no reason, a signature missing.
    """
    reserved = asked_for(deed)
    other = first if first is not None and first != by else None
    office = deed.office or office_of(by, reserved, deed.preferred, first=other)
    require(may_sign(by, reserved, office, first=other))
    reason = checked_reason(deed.reason)
    signers = [other, by] if other is not None else [by]
    if deed.office is None and other is not None:
        office = in_whose_name(reserved, signers, deed.preferred)
    if not is_signed(reserved, [each.public_id for each in signers]):
        raise RefusedError(_("Two officials decide this. Ask a second one to sign it."))
    with transaction.atomic(), _let_pass(deed):
        act = Act.objects.create(
            verb=deed.verb,
            module=reserved.module,
            weight=reserved.weight,
            subject=deed.subject,
            area_id=deed.area_id or 0,
            data=deed.data,
            is_open=True,
            office=office,
            person=signers[0],
            second=signers[1] if len(signers) > 1 else None,
            is_named=_names(signers, reserved, office),
            reason=reason,
            changes=[list(each) for each in deed.changes if each[1] != each[2]],
        )
        record(deed.verb, subject=deed.subject, actor=by.public_id, area_id=deed.area_id, data=deed.data)
    return act


def propose(deed: Deed, by: Person, payload: dict[str, Plain]) -> Proposal:
    """Sign first, where two decide; nothing changes until another signs. `RefusedError`: one waits already."""
    require(may_propose(by, asked_for(deed)))
    reason = checked_reason(deed.reason)
    try:
        with transaction.atomic():
            return Proposal.objects.create(
                verb=deed.verb,
                subject=deed.subject,
                payload=payload,
                changes=[list(each) for each in deed.changes if each[1] != each[2]],
                reason=reason,
                proposed_by=by,
                until=now() + timedelta(days=DAYS_TO_SIGN),
            )
    except IntegrityError as twice:
        raise RefusedError(_("This is proposed already and waits for a second signature.")) from twice


def sign(proposal_id: int, by: Person) -> Act:
    """The second signature: it is carried out at once, by the function of its module. Twice is once."""
    with transaction.atomic():
        proposal = _locked(proposal_id)
        if proposal.act is not None:
            return proposal.act
        require(may_sign_second(by, proposal))
        if proposal.state != Proposal.State.WAITING or proposal.until < now():
            raise RefusedError(_("This is over. Propose it anew."))
        proposal.act = carry_out_of(proposal.verb)(proposal, by)
        _end(proposal, Proposal.State.DONE, by)
    return proposal.act


def refuse(proposal_id: int, by: Person, answer: str) -> Proposal:
    """Do not sign, with a reason for whoever proposed it."""
    with transaction.atomic():
        proposal = _waiting(proposal_id)
        require(may_sign_second(by, proposal))
        proposal.answer = checked_reason(answer)
        _end(proposal, Proposal.State.REFUSED, by)
    return proposal


def withdraw(proposal_id: int, by: Person) -> Proposal:
    """Take one's own proposal back."""
    with transaction.atomic():
        proposal = _waiting(proposal_id)
        if proposal.proposed_by_id != by.pk:
            raise RefusedError(_("Only who proposed it takes it back."))
        _end(proposal, Proposal.State.WITHDRAWN, by)
    return proposal


def lapse() -> int:
    """Proposals that nobody signed in time are over; returns how many. Twice is once."""
    late = Proposal.objects.filter(state=Proposal.State.WAITING, until__lt=now())
    return late.update(state=Proposal.State.LAPSED, ended_at=now())


def forget_official(leaving: Leaving) -> None:
    """What was decided stays, without saying who decided it."""
    for field_name in ("person", "second"):
        Act.objects.filter(leaving.whose(person=field_name)).update(**{field_name: None})
    for field_name in ("proposed_by", "ended_by"):
        Proposal.objects.filter(leaving.whose(person=field_name)).update(**{field_name: None})


def asked_for(deed: Deed) -> Reserved:
    """What a decision asks of whoever makes it: what its verb asks, and what it asks itself on top."""
    return tightened(registry.reserved_verb(deed.verb), Wish(signatures=deed.signatures))


def checked_reason(words: str) -> str:
    """The reason as it is kept; `RefusedError` for one that says nothing."""
    reason = without_turns(words)
    if len(reason) < REASON_AT_LEAST:
        raise RefusedError(_("Say why, in a sentence that everybody can read."))
    return reason[:REASON_AT_MOST]


def _names(signers: Sequence[Person], reserved: Reserved, office: Organisation | None) -> bool:
    """The city's rule: from which role on an official is named in public; all who signed, or none."""
    least = settings.CITY.control.officials_named_from
    return least in set(Role) and all(may_be_named(each, reserved, office, Role(least)) for each in signers)


@contextmanager
def _let_pass(deed: Deed) -> Iterator[None]:
    token = _being_decided.set(f"{deed.verb} {deed.subject}")
    try:
        yield
    finally:
        _being_decided.reset(token)


def _keep_lines(drafts: list[Draft]) -> None:
    """The guard: called with what the journal takes in. Cases get their line; what counts for all must be decided."""
    deciding = _being_decided.get()
    rows = [each for each in drafts if f"{each.verb} {each.subject}" != deciding and each.actor != _LONG_AGO]
    people = people_named({each.actor for each in rows} - {_BY_RULE}) if rows else {}
    Act.objects.bulk_create(_line(each, people.get(each.actor)) for each in rows)


def _line(draft: Draft, by: Person | None) -> Act:
    """A case: in the name of the office that the entry names, if its official serves there, else of one of theirs."""
    reserved = registry.reserved_verb(draft.verb)
    if draft.actor == _BY_RULE:
        office = None
    elif reserved.weight is Weight.RULE:
        raise UndecidedError(f"{draft.verb} counts for everybody: write it down with control.actions.decide.")
    elif reserved.signatures > 1:
        raise UndecidedError(f"{draft.verb} is about a case, for which nobody can sign second.")
    elif by is None:
        raise RefusedError(_("Only officials of the city decide this."))
    else:
        require(may_propose(by, reserved))
        office = office_of(by, reserved, str(draft.data.get("office", "")))
    return Act(
        at=draft.at or now(),
        verb=draft.verb,
        module=reserved.module,
        weight=reserved.weight,
        subject=draft.subject,
        area_id=draft.area_id or 0,
        data=draft.data,
        is_open=reserved.open or draft.area_id is not None,
        office=office,
        person=by,
    )


def _locked(proposal_id: int) -> Proposal:
    # Without its act: a row that waited for the lock is read anew, what was joined to it is not.
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("proposed_by")
    found = rows.filter(pk=proposal_id).first()
    if found is None:
        raise AbsentError
    return found


def _waiting(proposal_id: int) -> Proposal:
    proposal = _locked(proposal_id)
    if proposal.state != Proposal.State.WAITING:
        raise RefusedError(_("This is over. Propose it anew."))
    return proposal


def _end(proposal: Proposal, state: Proposal.State, by: Person) -> None:
    proposal.state, proposal.ended_by, proposal.ended_at = state, by, now()
    proposal.save()
