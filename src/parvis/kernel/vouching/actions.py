"""The only writers of vouches. They are rare and hang on each other: one at a time in the whole city."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.assurance.actions import Ground, doubt, settle
from parvis.kernel.assurance.models import Residence
from parvis.kernel.assurance.queries import district_of, districts_of, standing_of
from parvis.kernel.assurance.rules import Way
from parvis.kernel.clock import now
from parvis.kernel.journal.actions import record
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.notices.actions import tell
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.places.models import Area
from parvis.kernel.trust.actions import allow, known_caller
from parvis.kernel.trust.limits import growing
from parvis.kernel.vouching.models import Asking, Vouch
from parvis.kernel.vouching.notices import Vouched
from parvis.kernel.vouching.policies import may_ask, may_vouch
from parvis.kernel.vouching.queries import (
    asking_named,
    facts_of,
    grounds_of,
    open_asking_of,
    standing_vouches,
)
from parvis.kernel.vouching.rules import DAYS_OPEN, independent_pair

ASKED, GIVEN, WITHDRAWN = "vouching.asking.opened", "vouching.vouch.given", "vouching.vouch.withdrawn"
ASKING = growing(
    "vouching.ask", burst=5, per_hour=1, counts=gettext_lazy("Asking neighbours to vouch for you")
)


def ask(person: Person, area: Area) -> Asking:
    """Ask that neighbours vouch; whoever asks already gets what stands."""
    require(may_ask(person))
    allow(ASKING, known_caller(person))
    with _alone():
        _close(*Asking.objects.filter(person=person, ended_at=None, until__lte=now()))
        asking = open_asking_of(person)
        if asking is None:
            asking = Asking.objects.create(person=person, area=area, until=now() + timedelta(days=DAYS_OPEN))
            record(ASKED, subject=asking.subject, actor="guest")
    return asking


def stop_asking(person: Person) -> None:
    """Nobody need vouch any more; what was given is withdrawn. Done once."""
    with _alone():
        _close(*Asking.objects.filter(person=person, ended_at=None))


def vouch(public_id: str, by: Person) -> Asking:
    """Say that one knows this person and that they live there. Twice is once; the second independent one confirms."""
    with _alone():
        asking = asking_named(public_id)
        if standing_vouches(asking=asking, voucher=by).exists():
            return asking
        require(may_vouch(facts_of(by, asking)))
        Vouch.objects.create(asking=asking, voucher=by)
        record(GIVEN, subject=asking.subject, actor="guest")
        if not _complete(asking):
            tell(Vouched, [asking.person], {})
    return asking


def withdraw(public_id: str, by: Person) -> None:
    """Take one's vouch back, as long as nothing came of it. Done once."""
    with _alone():
        asking = asking_named(public_id)
        found = standing_vouches(asking=asking, voucher=by).first()
        if found is None:
            return
        if asking.residence_id is not None:
            raise RefusedError(_("They are confirmed already. Tell the public desk if it was wrong."))
        _withdraw(found)


def doubt_what_hangs_on(false: Residence) -> None:
    """A confirmation was false: what its person vouched for is looked at again, or comes to nothing.

    All of it, whenever it was: a line that was renewed is a new one, and the one before is not kept as long as what
    grew out of it can stand.
    """
    with _alone():
        given = standing_vouches(voucher=false.person_id)
        doubt(each.asking.residence_id for each in given if each.asking.residence_id)
        for each in given.filter(asking__residence=None):
            _withdraw(each)


def hold_all() -> None:
    """Nobody else writes vouches until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('vouching', 0))")


def let_run_out() -> int:
    """End what nobody completed in time, so that vouches are free again; returns how many. Twice is once."""
    with _alone():
        late = list(Asking.objects.filter(ended_at=None, until__lte=now()))
        _close(*late)
    return len(late)


def forget_voucher(leaving: Leaving) -> None:
    """What somebody asked goes; for whom they vouched stays without their name."""
    Asking.objects.filter(leaving.whose(person="person")).delete()
    Vouch.objects.filter(leaving.whose(person="voucher")).update(voucher=None)


@contextmanager
def _alone() -> Iterator[None]:
    """Chains are read whole and then added to: a second writer between the two would not be seen."""
    with transaction.atomic():
        hold_all()
        yield


def _complete(asking: Asking) -> bool:
    """Confirm when two of the vouchers still live there and do not hang on each other; the others are free again."""
    given = {each.voucher: each for each in standing_vouches(asking=asking) if each.voucher}
    district = district_of(asking.area)
    sure = [each.pk for each in given if district in districts_of(standing_of(each))]
    pair = independent_pair(sure, grounds_of(sure))
    if pair is None:
        return False
    for voucher, row in given.items():
        if voucher.pk not in pair:
            _withdraw(row)
    asking.residence = settle(asking.person, Ground(Way.VOUCHING, asking.area))
    asking.ended_at = now()
    asking.save()
    return True


def _withdraw(row: Vouch) -> None:
    row.withdrawn_at = now()
    row.save(update_fields=["withdrawn_at"])
    record(WITHDRAWN, subject=row.asking.subject, actor="guest")


def _close(*askings: Asking) -> None:
    for asking in askings:
        for row in standing_vouches(asking=asking):
            _withdraw(row)
        asking.ended_at = now()
        asking.save(update_fields=["ended_at"])
