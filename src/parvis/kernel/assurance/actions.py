"""The only writers of the register, and the only ones who lower a level."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from parvis.kernel.assurance.models import Residence
from parvis.kernel.assurance.notices import Confirmed, Ended, RunsOut
from parvis.kernel.assurance.policies import may_confirm, may_revoke
from parvis.kernel.assurance.queries import person_named, residence_named, standing_of
from parvis.kernel.assurance.registry import all_on_false
from parvis.kernel.assurance.rules import End, Seen, Way, is_to_be_told, level_with, until
from parvis.kernel.clock import now
from parvis.kernel.control.actions import checked_reason
from parvis.kernel.journal.actions import once, record
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.notices.actions import tell
from parvis.kernel.people.actions import set_level, settle_in
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.permissions.verdict import require
from parvis.kernel.places.models import Area

SEEN, PROVED, ENDED = "assurance.residence.seen", "assurance.residence.proved", "assurance.residence.ended"
REVOKED, UPHELD = "assurance.residence.revoked", "assurance.residence.upheld"
GIVEN_UP = "assurance.residence.given_up"
BATCH = 500


@dataclass(frozen=True, slots=True)
class Ground:
    """What makes the city sure: the way, where, what was seen or whose account it was, and which official saw it."""

    way: Way
    area: Area | None
    seen: str = ""
    by: Person | None = None


def confirm_at_counter(by: Person, public_id: str, seen: Seen, area: Area, key: str = "") -> Residence:
    """An official saw a document of this kind; nothing else of it is written down. `key`: twice is once."""
    person = person_named(public_id)
    require(may_confirm(by, person))
    made = once(
        key and f"assurance.residence:{key}",
        lambda: settle(person, Ground(Way.COUNTER, area, seen.value, by)).public_id,
    )
    return residence_named(made)


def settle(person: Person, ground: Ground) -> Residence:
    """The city is sure by this way until its time is over; an earlier line by the same way is renewed. Tells them."""
    moment = now()
    with transaction.atomic():
        locked = _locked(person.pk)
        earlier = Residence.objects.filter(person=locked, way=ground.way, ended_at=None)
        earlier.update(ended_at=moment, end=End.RENEWED, doubted_at=None)
        residence = Residence.objects.create(
            person=locked,
            way=ground.way,
            seen=ground.seen,
            area=ground.area,
            by=ground.by,
            since=moment,
            until=until(ground.way, moment),
        )
        settle_level(locked)
        if ground.area is not None:
            settle_in(locked, ground.area)
        record(
            SEEN if ground.by else PROVED,
            subject=residence.subject,
            actor=ground.by.public_id if ground.by else "system",
        )
        tell(Confirmed, [locked], {})
    person.level, person.home_area = locked.level, locked.home_area
    return residence


def revoke(public_id: str, by: Person, reason: str, *, false: bool = False) -> Residence:
    """Take a confirmation back, with a reason that its person reads. Done once.

    `false`: it was never true; what hangs on it is put before the desk again.
    """
    with transaction.atomic():
        following = all_on_false() if false else []
        for hold, _hook in following:
            hold()
        residence, person = _held(public_id)
        require(may_revoke(by, person))
        if residence.ended_at is None:
            residence.reason = checked_reason(reason)[:500]
            _end(residence, End.REVOKED, by)
            for _hold, hook in following:
                hook(residence)
            settle_level(person)
            record(REVOKED, subject=residence.subject, actor=by.public_id)
            tell(Ended, [person], {"reason": residence.reason})
    return residence


def doubt(residences: Iterable[int]) -> int:
    """What these rest on was false: the desk looks at them again. They stand until it has. Returns how many."""
    rows = Residence.objects.filter(pk__in=list(residences), ended_at=None, doubted_at=None)
    return rows.update(doubted_at=now())


def uphold(public_id: str, by: Person) -> Residence:
    """The desk looked again, and it stands. Done once."""
    with transaction.atomic():
        residence, person = _held(public_id)
        require(may_revoke(by, person))
        if residence.ended_at is None and residence.doubted_at is not None:
            residence.doubted_at = None
            residence.save(update_fields=["doubted_at"])
            record(UPHELD, subject=residence.subject, actor=by.public_id)
    return residence


def give_up(person: Person, way: Way) -> None:
    """The person undid what they were confirmed by: it ends, and they are told. Done once."""
    with transaction.atomic():
        locked = _locked(person.pk)
        residence = Residence.objects.filter(person=locked, way=way, ended_at=None).first()
        if residence is not None:
            _end(residence, End.GIVEN_UP, None)
            settle_level(locked)
            record(GIVEN_UP, subject=residence.subject, actor="guest")
            tell(Ended, [locked], {"reason": "", "given_up": True})


def run_out() -> tuple[int, int]:
    """Tell people whose confirmation ends soon, end what is over; how many of each. Twice is once."""
    rows = Residence.objects.filter(ended_at=None).order_by("until", "pk")
    told = sum(_warn(each.public_id) for each in rows.filter(told_at=None)[:BATCH] if _is_soon(each))
    over = sum(_let_run_out(each.public_id) for each in rows.filter(until__lte=now())[:BATCH])
    return told, over


def forget_confirmed(leaving: Leaving) -> None:
    """What was confirmed of somebody goes with them; what they confirmed for the city stays without their name."""
    Residence.objects.filter(leaving.whose(person="person")).delete()
    for name in ("by", "ended_by"):
        Residence.objects.filter(leaving.whose(person=name)).update(**{name: None})


def _warn(public_id: str) -> bool:
    with transaction.atomic():
        residence, person = _held(public_id)
        if residence.ended_at is not None or not _is_soon(residence):
            return False
        residence.told_at = now()
        residence.save(update_fields=["told_at"])
        tell(RunsOut, [person], {"until": str(localdate(residence.until))})
    return True


def _let_run_out(public_id: str) -> bool:
    with transaction.atomic():
        residence, person = _held(public_id)
        if residence.ended_at is not None or residence.until > now():
            return False
        _end(residence, End.RAN_OUT, None)
        settle_level(person)
        record(ENDED, subject=residence.subject, actor="system")
        tell(Ended, [person], {"reason": ""})
    return True


def _is_soon(residence: Residence) -> bool:
    return is_to_be_told(residence.until, residence.told_at, now())


def _end(residence: Residence, end: End, by: Person | None) -> None:
    residence.ended_at, residence.end, residence.ended_by, residence.doubted_at = now(), end, by, None
    residence.save()


def settle_level(person: Person) -> None:
    """The level follows from what stands: never from what one action thought that it changed."""
    level = level_with(Level(person.level), standing_of(person).exists())
    if level != person.level:
        set_level(person, level)


def _locked(person_id: int) -> Person:
    return Person.objects.select_for_update(of=("self",)).get(pk=person_id)


def _held(public_id: str) -> tuple[Residence, Person]:
    """The line and its person, locked in this order always: person, then line."""
    person = _locked(residence_named(public_id).person_id)
    return Residence.objects.select_for_update(of=("self",)).get(public_id=public_id), person
