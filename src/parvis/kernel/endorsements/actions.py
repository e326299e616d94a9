"""The only writers of endorsements and of their kinds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.control.actions import Deed, checked_reason, decide
from parvis.kernel.endorsements.models import Endorsement, Kind
from parvis.kernel.endorsements.notices import Endorsed, EndorsementEnded, EndorsementRunsOut
from parvis.kernel.endorsements.policies import may_arrange, may_give, may_revoke
from parvis.kernel.endorsements.queries import endorsement_named, kind_named
from parvis.kernel.endorsements.rules import is_to_be_told, until, whole_names
from parvis.kernel.journal.actions import record
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.notices.actions import tell
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import RefusedError, require

OPENED, CLOSED = "endorsements.kind.opened", "endorsements.kind.closed"
GIVEN, REVOKED, ENDED = (
    "endorsements.endorsement.given",
    "endorsements.endorsement.revoked",
    "endorsements.endorsement.ended",
)
BATCH = 500


@dataclass(frozen=True, slots=True)
class Wish:
    """A kind as an official describes it."""

    names: Mapping[str, str]
    office: Organisation
    role: Role
    days: int


def open_kind(by: Person, wish: Wish, reason: str) -> Kind:
    """From now on the city checks this; a rule, decided in public with its reason."""
    require(may_arrange(by))
    try:
        names = whole_names(wish.names, settings.LANGUAGE_CODE)
    except ValueError as missing:
        raise RefusedError(_("Give it a name in the language of the house.")) from missing
    with transaction.atomic():
        kind = Kind.objects.create(names=names, office=wish.office, role=wish.role.value, days=wish.days)
        _decide(OPENED, kind, reason, by)
    return kind


def close_kind(slug: str, by: Person, reason: str) -> Kind:
    """The city checks this no more; what it checked stands until its day. Done once."""
    require(may_arrange(by))
    with transaction.atomic():
        kind = Kind.objects.select_for_update(of=("self",)).get(pk=kind_named(slug).pk)
        if kind.ended_at is None:
            kind.ended_at = now()
            kind.save(update_fields=["ended_at"])
            _decide(CLOSED, kind, reason, by)
    return kind


def endorse(by: Person, person: Person, slug: str) -> Endorsement:
    """Say that the city checked this now. Once more renews it, and stays as shown or not as it was."""
    kind = kind_named(slug)
    require(may_give(by, kind, person))
    moment = now()
    with transaction.atomic():
        Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        earlier = Endorsement.objects.filter(person=person, kind=kind, ended_at=None).first()
        if earlier is not None:
            _end(earlier)
        given = Endorsement.objects.create(
            person=person,
            kind=kind,
            by=by,
            given_at=moment,
            until=until(kind.days, moment),
            is_shown=earlier is not None and earlier.is_shown,
        )
        _record(GIVEN, given, by)
        tell(Endorsed, [person], {"names": kind.names})
    return given


def revoke(public_id: str, by: Person, reason: str) -> Endorsement:
    """It was wrong, or is not true any more; the person reads why. Done once."""
    found = endorsement_named(public_id)
    require(may_revoke(by, found.kind, found.person))
    with transaction.atomic():
        locked = Endorsement.objects.select_for_update(of=("self",)).get(pk=found.pk)
        if locked.ended_at is None:
            locked.reason, locked.ended_by = checked_reason(reason)[:500], by
            _end(locked)
            _record(REVOKED, found, by)
            tell(EndorsementEnded, [found.person], {"names": found.kind.names, "reason": locked.reason})
    return locked


def show(person: Person, public_id: str, *, shown: bool) -> None:
    """The person's own choice whether others see it."""
    Endorsement.objects.filter(person=person, public_id=public_id, ended_at=None).update(is_shown=shown)


def run_out() -> tuple[int, int]:
    """Tell people whose endorsement ends soon, end what is over; how many of each. Twice is once."""
    rows = Endorsement.objects.filter(ended_at=None).order_by("until", "pk")
    soon = [each.pk for each in rows.filter(told_at=None)[:BATCH] if _is_soon(each)]
    over = list(rows.filter(until__lte=now()).values_list("pk", flat=True)[:BATCH])
    return sum(map(_warn, soon)), sum(map(_let_run_out, over))


def forget_endorsed(leaving: Leaving) -> None:
    """What the city checked about somebody goes with them; what they said for the city stays without their name."""
    Endorsement.objects.filter(leaving.whose(person="person")).delete()
    for name in ("by", "ended_by"):
        Endorsement.objects.filter(leaving.whose(person=name)).update(**{name: None})


def _warn(number: int) -> bool:
    with transaction.atomic():
        row = _locked(number)
        if row.ended_at is not None or not _is_soon(row):
            return False
        row.told_at = now()
        row.save(update_fields=["told_at"])
        tell(
            EndorsementRunsOut,
            [row.person],
            {"names": row.kind.names, "until": str(localdate(row.until))},
        )
    return True


def _let_run_out(number: int) -> bool:
    with transaction.atomic():
        row = _locked(number)
        if row.ended_at is not None:
            return False
        _end(row)
        record(ENDED, subject=row.subject, actor="system", data={"checked": row.kind.slug})
        tell(EndorsementEnded, [row.person], {"names": row.kind.names, "reason": ""})
    return True


def _locked(number: int) -> Endorsement:
    rows = Endorsement.objects.select_for_update(of=("self",)).select_related("person", "kind")
    return rows.get(pk=number)


def _is_soon(row: Endorsement) -> bool:
    return is_to_be_told(row.until, row.told_at, now())


def _end(row: Endorsement) -> None:
    row.ended_at = now()
    row.save()


def _record(verb: str, row: Endorsement, by: Person) -> None:
    data = {"checked": row.kind.slug, "office": row.kind.office.slug}
    record(verb, subject=row.subject, actor=by.public_id, data=data)


def _decide(verb: str, kind: Kind, reason: str, by: Person) -> None:
    changes: list[tuple[str, Any, Any]] = [("days", None, kind.days), ("role", None, kind.role)]
    deed = Deed(verb, kind.subject, reason, changes, data={"checked": kind.slug, "office": kind.office.slug})
    decide(deed, by)
