"""The only writers of breaches: declare one, take measures, tell, note a step, end it. Each is a public decision."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.breaches.models import SUBJECT, Breach
from parvis.kernel.breaches.notices import DataBreach
from parvis.kernel.breaches.policies import may_act
from parvis.kernel.breaches.queries import breach_named
from parvis.kernel.breaches.rules import (
    NOTHING,
    PEOPLE_AT_MOST,
    WORDS_AT_MOST,
    Measures,
    SignIns,
    Step,
    missing,
    stepped,
)
from parvis.kernel.clock import now
from parvis.kernel.control.actions import Deed, checked_reason, decide, propose
from parvis.kernel.control.models import Act, Proposal
from parvis.kernel.control.registry import reserved_verb
from parvis.kernel.journal.actions import once
from parvis.kernel.journal.rules import Plain
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.notices.actions import tell
from parvis.kernel.people.models import Membership, Person
from parvis.kernel.people.rules import new_public_id
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.programs.actions import revoke_all
from parvis.kernel.purposes.affected import addresses_in, parts_known, people_in
from parvis.kernel.seals.actions import renew

DECLARED, MEASURED, STEPPED, ENDED = (
    f"breaches.breach.{deed}" for deed in ("declared", "measured", "stepped", "ended")
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is declared: what happened in words for everybody, since when, whose data, and what is done at once."""

    what: str
    since: datetime
    noticed_at: datetime
    parts: tuple[str, ...] = ()
    people_at_most: int | None = None
    measures: Measures = NOTHING


def declare(by: Person, wish: Wish, key: str = "") -> Act | Proposal:
    """Start the clock and take the measures, or propose it where the city asks for two signatures. A key makes twice
    once. `RefusedError` says what cannot be."""
    require(may_act(by))
    _check(wish)
    if reserved_verb(DECLARED).signatures > 1:
        public_id = new_public_id()
        deed = Deed(DECLARED, f"{SUBJECT}:{public_id}", wish.what)
        return propose(deed, by, {"breach": public_id, **_plain(wish)})
    with transaction.atomic():
        made = once(key and f"{DECLARED}:{key}", lambda: _declared(by, wish, new_public_id()).public_id)
        return Act.objects.get(public_id=made)


def measure(by: Person, public_id: str, measures: Measures, reason: str) -> Act | Proposal:
    """Take more measures; the switch for programs is set as wished, so that it can be turned back too."""
    require(may_act(by))
    breach = _running(public_id)
    if reserved_verb(MEASURED).signatures > 1:
        deed = Deed(MEASURED, breach.subject, reason)
        return propose(deed, by, {"breach": public_id, **asdict(measures)})
    return _measured(by, public_id, measures, reason)


def note_step(by: Person, public_id: str, step: Step, words: str) -> Act:
    """A step is done, with what was done or why it need not be; done once."""
    require(may_act(by))
    with transaction.atomic():
        breach = _locked(public_id)
        if step in breach.steps:
            raise RefusedError(_("This was done before."))
        breach.steps = stepped(breach.steps, step, now())
        breach.save(update_fields=["steps"])
        return decide(Deed(STEPPED, breach.subject, words, [("step", None, step.value)]), by)


def end(by: Person, public_id: str, reason: str) -> Act | Proposal:
    """It is over: programs may take away again. `RefusedError` names what is still to be done."""
    require(may_act(by))
    breach = _running(public_id)
    if missing(breach.steps):
        raise RefusedError(_("First it must be stopped, and the authority told or a reason why not."))
    if reserved_verb(ENDED).signatures > 1:
        return propose(Deed(ENDED, breach.subject, reason), by, {"breach": public_id})
    return _ended(by, public_id, reason)


def carry_out(proposal: Proposal, by: Person) -> Act:
    """The second signature; it is asked again whether this person may."""
    require(may_act(by))
    first, payload = proposal.proposed_by, dict(proposal.payload)
    public_id = str(payload.pop("breach"))
    if proposal.verb == DECLARED:
        return _declared(by, _wish_of(payload), public_id, first=first)
    if proposal.verb == MEASURED:
        return _measured(by, public_id, _measures_of(payload), proposal.reason, first=first)
    return _ended(by, public_id, proposal.reason, first=first)


def forget_official(leaving: Leaving) -> None:
    """What was declared stays, without saying who did."""
    for name in ("declared_by", "ended_by"):
        Breach.objects.filter(leaving.whose(person=name)).update(**{name: None})


def _declared(by: Person, wish: Wish, public_id: str, first: Person | None = None) -> Act:
    with transaction.atomic():
        breach = Breach.objects.create(
            public_id=public_id,
            what=checked_reason(wish.what),
            since=wish.since,
            noticed_at=wish.noticed_at,
            parts=list(wish.parts),
            people_at_most=wish.people_at_most,
            declared_by=by,
        )
        act = _decided(by, Deed(DECLARED, breach.subject, wish.what), breach, wish.measures, first)
        _take(breach, wish.measures, by)
    return act


def _measured(
    by: Person, public_id: str, measures: Measures, reason: str, first: Person | None = None
) -> Act:
    with transaction.atomic():
        breach = _locked(public_id)
        act = _decided(by, Deed(MEASURED, breach.subject, reason), breach, measures, first)
        _take(breach, measures, by)
    return act


def _ended(by: Person, public_id: str, reason: str, first: Person | None = None) -> Act:
    with transaction.atomic():
        breach = _locked(public_id)
        changes = [("closes", breach.closes, False)]
        breach.closes, breach.ended_at, breach.ended_by = False, now(), by
        breach.save(update_fields=["closes", "ended_at", "ended_by"])
        return decide(Deed(ENDED, breach.subject, reason, changes), by, first=first)


def _decided(by: Person, deed: Deed, breach: Breach, measures: Measures, first: Person | None) -> Act:
    """The line of the register comes first: who decided is known before sign-ins end."""
    taken = {name: value for name, value in asdict(measures).items() if name != "closes" and value}
    if measures.sign_ins is SignIns.NOBODY:
        del taken["sign_ins"]
    changes: list[tuple[str, Plain, Plain]] = [
        (name, False, value if isinstance(value, bool) else str(value)) for name, value in taken.items()
    ]
    changes.append(("closes", breach.closes, measures.closes))
    return decide(replace(deed, changes=changes), by, first=first)


def _take(breach: Breach, measures: Measures, by: Person) -> None:
    if measures.sign_ins is not SignIns.NOBODY:
        breach.sign_ins = measures.sign_ins
        breach.sign_ins_ended += _end_sign_ins(measures.sign_ins)
    if measures.keys:
        breach.keys_revoked += revoke_all(by)
    if measures.links:
        renew()
        breach.links_broken = True
    breach.closes = measures.closes
    if measures.tells and breach.told_at is None:
        breach.told, breach.told_at = _tell(breach), now()
        breach.steps = stepped(breach.steps, Step.PEOPLE, now())
    breach.save()


def _end_sign_ins(whose: SignIns) -> int:
    """Everybody's: also of whoever decides it, who signs in again. Each session is opened to see whose it is: the list
    of sign-ins is for people, and a session that is missing there must not be missed here."""
    officials = set(Membership.objects.order_by().values_list("person", flat=True))
    ended = []
    for session in Session.objects.iterator(chunk_size=2000):
        person = session.get_decoded().get(SESSION_KEY)
        if person and (whose is SignIns.EVERYBODY or int(person) in officials):
            ended.append(session.session_key)
    Session.objects.filter(session_key__in=ended).delete()
    UserSession.objects.filter(session_key__in=ended).delete()
    return len(ended)


def _tell(breach: Breach) -> int:
    data = {"breach": breach.public_id, "what": breach.what}
    return tell(DataBreach, [*people_in(breach.parts), *addresses_in(breach.parts)], data)


def _check(wish: Wish) -> None:
    if len(checked_reason(wish.what)) > WORDS_AT_MOST:
        raise RefusedError(_("Say it in at most %(most)s letters.") % {"most": WORDS_AT_MOST})
    if not wish.since <= wish.noticed_at <= now():
        raise RefusedError(
            _("It began before you noticed it, and you noticed it before now. Check both moments.")
        )
    if not set(wish.parts) <= set(parts_known()):
        raise RefusedError(_("There is no such part. Choose from the list."))
    if wish.people_at_most is not None and not 0 <= wish.people_at_most <= PEOPLE_AT_MOST:
        raise RefusedError(_("Give a number of people, or leave it empty."))
    if wish.measures.tells and not wish.parts:
        raise RefusedError(_("To tell people, say first whose data it is about."))


def _running(public_id: str) -> Breach:
    return _still_runs(breach_named(public_id))


def _locked(public_id: str) -> Breach:
    """Asked again once it is held: another may have ended it meanwhile."""
    held = Breach.objects.select_for_update(of=("self",))
    return _still_runs(held.get(pk=breach_named(public_id).pk))


def _still_runs(breach: Breach) -> Breach:
    if breach.ended_at is not None:
        raise RefusedError(_("This is over. Declare it anew if it began again."))
    return breach


def _plain(wish: Wish) -> dict[str, Plain]:
    parts: list[Plain] = list(wish.parts)
    return {
        "what": wish.what,
        "since": wish.since.isoformat(),
        "noticed_at": wish.noticed_at.isoformat(),
        "parts": parts,
        "people_at_most": wish.people_at_most,
        **asdict(wish.measures),
    }


def _wish_of(payload: dict[str, Any]) -> Wish:
    moments = {name: datetime.fromisoformat(payload[name]) for name in ("since", "noticed_at")}
    parts: Iterable[str] = payload["parts"]
    return Wish(
        what=payload["what"],
        parts=tuple(parts),
        people_at_most=payload["people_at_most"],
        measures=_measures_of(payload),
        **moments,
    )


def _measures_of(payload: dict[str, Any]) -> Measures:
    chosen = {name: bool(payload[name]) for name in ("keys", "links", "closes", "tells")}
    return Measures(SignIns(payload["sign_ins"]), **chosen)
