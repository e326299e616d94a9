"""The only writers of calls: make one, count it, answer it."""

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
from parvis.kernel.hours.rules import MINUTES_IN_A_WORKING_DAY
from parvis.kernel.journal.actions import once
from parvis.kernel.journal.rules import Plain
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.notices.actions import tell
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.places.queries import neighbourhoods
from parvis.kernel.promises.actions import Terms, answer_promise, open_promise
from parvis.kernel.sheets.rules import Rung
from parvis.kernel.signs import without_turns
from parvis.services.calls.models import Call
from parvis.services.calls.notices import CallAnswered
from parvis.services.calls.policies import may_call
from parvis.services.calls.queries import areas_of, call_named, countable, done_for, took_part, unanswered
from parvis.services.calls.rules import (
    DAYS_AT_MOST,
    GOAL_AT_MOST,
    SIGNED_AT_MOST,
    TITLE_AT_MOST,
    WORDS_AT_MOST,
    WORKING_DAYS_TO_ANSWER,
    can_last,
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a leader calls for, until the end of `last_day`; `reason` says why just this."""

    title: str
    words: str
    signed: str
    area: str
    modules: Sequence[str]
    rung: Rung
    goal: int
    last_day: date
    reason: str


def make(by: Person, wish: Wish, key: str = "") -> Call:
    """Call, in public, with the promise of an answer after its end. With the same key once only."""
    require(may_call(by))

    def call_out() -> str:
        call = _drafted(wish)
        call.office, call.made_by = Organisation.objects.get(is_public_desk=True), by
        call.save()
        changes = (("goal", 0, call.goal), ("until", "", str(wish.last_day)))
        decide(
            Deed("calls.call.made", call.subject, checked_reason(wish.reason), changes, data=_said(call)), by
        )
        areas = areas_of(call)
        minutes = WORKING_DAYS_TO_ANSWER * MINUTES_IN_A_WORKING_DAY
        terms = Terms(call.subject, "calls", call.office, minutes, area_id=areas[-1] if areas else None)
        open_promise(terms, at=call.until)
        return call.public_id

    with transaction.atomic():
        return call_named(once(key and f"calls.call:{key}", call_out))


def count_all() -> int:
    """Read from the journal how far each call is that nobody answered yet; returns how many there are."""
    rows = list(unanswered())
    for call in rows:
        _count(call)
    return len(rows)


def answer(public_id: str, by: Person, words: str) -> Call:
    """The leader's answer; ends the call, keeps the promise and is told to whoever took part. Once."""
    require(may_call(by))
    words = _text(words, WORDS_AT_MOST, _("Write what comes of it, in your own words."))
    with transaction.atomic():
        call = Call.objects.select_for_update(of=("self",)).get(pk=call_named(public_id).pk)
        if call.replied_at is not None:
            raise RefusedError(_("This call is answered already."))
        call.until = min(call.until, max(now(), call.since))
        _count(call)
        call.replies, call.replied_at = {_language(): words}, now()
        call.save(update_fields=["replies", "replied_at", "until"])
        decide(Deed("calls.call.answered", call.subject, words, data=_said(call)), by)
        answer_promise(call.subject)
        tell(CallAnswered, took_part(call), {"call": call.public_id, "titles": call.titles})
    return call


def forget_official(leaving: Leaving) -> None:
    """The call stays, without saying who wrote it down."""
    Call.objects.filter(leaving.whose(person="made_by")).update(made_by=None)


def _count(call: Call) -> None:
    done = done_for(call)
    call.counted, call.people, call.counted_at = done.contributions, done.people, now()
    call.save(update_fields=["counted", "people", "counted_at"])


def _drafted(wish: Wish) -> Call:
    """The call as it would be, not saved. `RefusedError` says what cannot be."""
    if wish.area and wish.area not in neighbourhoods():
        raise RefusedError(_("There is no such neighbourhood. Choose one of the list."))
    if not wish.modules or not set(wish.modules) <= set(countable()):
        raise RefusedError(_("Choose from the list what counts."))
    if not 1 <= wish.goal <= GOAL_AT_MOST:
        raise RefusedError(_("Give a goal from 1 to %(most)s.") % {"most": GOAL_AT_MOST})
    if not can_last(localdate(now()), wish.last_day):
        raise RefusedError(_("Choose a last day within %(most)s days.") % {"most": DAYS_AT_MOST})
    return Call(
        titles={_language(): _text(wish.title, TITLE_AT_MOST, _("Say in one line what you call for."))},
        words={
            _language(): _text(wish.words, WORDS_AT_MOST, _("Say why it matters and what people can do."))
        },
        signed=_text(wish.signed, SIGNED_AT_MOST, _("Say who calls.")),
        area=wish.area,
        modules=sorted(set(wish.modules)),
        rung=wish.rung,
        goal=wish.goal,
        since=now(),
        until=datetime.combine(wish.last_day, time.max, tzinfo=settings.CITY.zone),
    )


def _text(given: str, most: int, missing: str) -> str:
    text = without_turns(given)
    if not text:
        raise RefusedError(missing)
    return text[:most]


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _said(call: Call) -> dict[str, Plain]:
    return {"call": next(iter(call.titles.values())), "goal": call.goal}
