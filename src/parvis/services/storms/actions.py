"""The only writers of storms: declare one, end it before its time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.control.actions import Deed, checked_reason, decide
from parvis.kernel.journal.actions import once
from parvis.kernel.journal.rules import Plain
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.places.queries import neighbourhoods
from parvis.kernel.promises.actions import end_widening, widen
from parvis.kernel.signs import without_turns
from parvis.services.storms.models import Storm
from parvis.services.storms.policies import may_declare
from parvis.services.storms.queries import promised_kinds, storm_named, widening_of
from parvis.services.storms.rules import DAYS_AT_MOST, LASTS_AT_MOST, TITLE_AT_MOST, can_last


@dataclass(frozen=True, slots=True)
class Wish:
    """What an official wants to declare: `days` of working time more, until the end of `last_day`."""

    title: str
    categories: Sequence[str]
    area: str
    days: int
    last_day: date
    reason: str


def drafted(wish: Wish) -> Storm:
    """The storm as it would be, not saved. `RefusedError` says what cannot be."""
    title = without_turns(wish.title)
    if not title:
        raise RefusedError(_("Say what happened, in a few words."))
    if not set(wish.categories) <= set(promised_kinds()):
        raise RefusedError(_("There is no such category. Choose one of the list."))
    if wish.area and wish.area not in neighbourhoods():
        raise RefusedError(_("There is no such neighbourhood. Choose one of the list."))
    if not 1 <= wish.days <= DAYS_AT_MOST:
        raise RefusedError(_("Give from 1 to %(most)s working days more.") % {"most": DAYS_AT_MOST})
    if not can_last(localdate(now()), wish.last_day):
        raise RefusedError(_("Choose a last day within %(most)s days.") % {"most": LASTS_AT_MOST})
    return Storm(
        titles={get_language() or settings.LANGUAGE_CODE: title[:TITLE_AT_MOST]},
        categories=sorted(set(wish.categories)),
        area=wish.area,
        days=wish.days,
        reason=checked_reason(wish.reason),
        since=now(),
        until=datetime.combine(wish.last_day, time.max, tzinfo=settings.CITY.zone),
    )


def declare(by: Person, wish: Wish, key: str = "") -> Storm:
    """Give all promises that it is about more time, in public. With the same key once only."""
    require(may_declare(by))

    def make() -> str:
        storm = drafted(wish)
        storm.decided_by = by
        storm.save()
        widened = widen(widening_of(storm))
        changes = (("days", 0, storm.days), ("promises", 0, widened))
        decide(Deed("storms.storm.declared", storm.subject, storm.reason, changes, data=_said(storm)), by)
        return storm.public_id

    with transaction.atomic():
        return storm_named(once(key and f"storms.storm:{key}", make))


def end(public_id: str, by: Person, reason: str) -> Storm:
    """What is reported from now on gets no more time; what got it keeps it, because people were told. Done once."""
    require(may_declare(by))
    with transaction.atomic():
        storm = Storm.objects.select_for_update(of=("self",)).get(pk=storm_named(public_id).pk)
        if storm.is_running:
            before, storm.until = storm.until, now()
            storm.save(update_fields=["until"])
            end_widening(storm.subject)
            changes = (("until", str(before.date()), str(localdate(now()))),)
            decide(Deed("storms.storm.ended", storm.subject, reason, changes, data=_said(storm)), by)
    return storm


def forget_official(leaving: Leaving) -> None:
    """What was declared stays, without saying who did."""
    Storm.objects.filter(leaving.whose(person="decided_by")).update(decided_by=None)


def _said(storm: Storm) -> dict[str, Plain]:
    return {"storm": next(iter(storm.titles.values())), "days": storm.days}
