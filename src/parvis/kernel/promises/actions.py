"""The only writers of promises. Each is called inside the transaction of the request it belongs to."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet, Sum

from parvis.kernel.absences.actions import note_handed, note_returned
from parvis.kernel.absences.queries import away_at, to_give_back, to_hand_over
from parvis.kernel.catalogue.queries import service_for, service_of
from parvis.kernel.chains import first_holder
from parvis.kernel.clock import now
from parvis.kernel.database.actions import copy_in
from parvis.kernel.database.functions import Position
from parvis.kernel.hours.rules import due_after, due_after_pause, moved_alike
from parvis.kernel.journal.actions import record
from parvis.kernel.notices.actions import tell
from parvis.kernel.people.models import Organisation
from parvis.kernel.people.queries import people_of_office
from parvis.kernel.promises.calendars import week_of
from parvis.kernel.promises.course import (
    begin,
    chain_for,
    course_of,
    minutes_of,
    rightful,
    successor,
    time_of_holder,
    with_new_due,
)
from parvis.kernel.promises.models import Calendar, Promise, Widened, Widening
from parvis.kernel.promises.notices import PromiseArrived, PromiseLeft
from parvis.kernel.promises.queries import in_force
from parvis.kernel.promises.queries import running as running_under

# By which the journal knows that a promise went from hand to hand: after its day, and before.
MOVED, PASSED_ON = "promises.promise.moved", "promises.promise.passed_on"


@dataclass(frozen=True, slots=True)
class Terms:
    """What is promised, by whom (`owner`), in how much working time; the rest says what it is about.

    `begun` is the verb that began it: the service that invites to it says who has the first word, who stands in, and
    the time, where the service as a whole promises one.
    """

    subject: str
    service: str
    owner: Organisation
    minutes: int
    area_id: int | None = None
    topic: str = ""
    begun: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A promise that another one stands in for: by when it was due (None: it was broken already, and counts as that),
    and where its clock stood, so that `take_up_again` can put it back."""

    due_at: datetime | None
    moves_at: datetime | None
    paused_at: datetime | None


def open_promise(terms: Terms, *, at: datetime | None = None) -> Promise:
    """Start the clock. The due date counts the owner's working time from `at` (now by default)."""
    at = at or now()
    week, more = week_of(terms.owner.pk), in_force(terms.service, terms.topic, terms.area_id, at)
    offer = service_for(terms.begun, terms.area_id)
    minutes = minutes_of(offer, terms.minutes)
    due = due_after(at, minutes + sum(each.minutes for each in more), week)
    course = course_of(offer, terms.owner, at)
    promise = Promise(
        subject=terms.subject,
        service=terms.service,
        topic=terms.topic,
        owner=terms.owner,
        chain=list(course.chain),
        lead=list(course.lead),
        first_until=course.first_until,
        area_id=terms.area_id,
        opened_at=at,
        minutes=minutes,
        due_at=due,
        widened_by=[each.subject for each in more],
    )
    begin(promise)
    promise.save()
    if promise.holder_id != promise.owner_id and promise.first_until is None:
        _tell_both(promise, None)
    if more:
        plainly = due_after(at, minutes, week)
        Widened.objects.bulk_create(Widened(widening=w, promise=promise, due_before=plainly) for w in more)
    return promise


def widen(widening: Widening) -> int:
    """Give all promises that it is about more time, from now on and those that run; returns how many ran.

    What is broken stays broken, what ended stays as it ended. In the caller's transaction, once for each widening.
    """
    widening.save(force_insert=True)
    rows = list(running_under(widening).select_for_update(of=("self",)).order_by("pk"))
    noted = [Widened(widening=widening, promise=each, due_before=each.due_at) for each in rows]
    for each in rows:
        each.due_at = due_after(each.due_at, widening.minutes, week_of(each.owner_id))
        each.moves_at = with_new_due(each) if each.moves_at else None
        each.widened_by = [*each.widened_by, widening.subject]
    Promise.objects.bulk_update(rows, ["due_at", "moves_at", "widened_by"], batch_size=1000)
    Widened.objects.bulk_create(noted, batch_size=1000)
    return len(rows)


def end_widening(subject: str) -> None:
    """What is promised from now on gets no more time by it; what got it keeps it."""
    Widening.objects.filter(subject=subject, until__gt=now()).update(until=now())


def open_many(promises: Iterable[Promise]) -> list[Promise]:
    """Bring in promises that were made elsewhere, due dates and all; those past their day count as broken."""
    kept = list(promises)
    copy_in(kept)
    return kept


def answer_promise(subject: str, *, at: datetime | None = None) -> Promise | None:
    """The thing asked for was answered; kept or broken is decided by the due date. None where nothing was promised."""
    at = at or now()
    promise = _locked(subject)
    if promise and not promise.answered_at and not promise.withdrawn_at:
        _end_pause(promise, at)
        promise.answered_at = at
        if at > promise.due_at and not promise.broken_at:
            promise.broken_at = promise.due_at
        promise.save()
    return promise


def reopen_promise(subject: str) -> Promise | None:
    """The answer was taken back: the clock runs on from the same due date."""
    promise = _locked(subject)
    if promise and promise.answered_at:
        promise.answered_at = None
        _go_on(promise)
    return promise


def withdraw_promise(subject: str) -> Promise | None:
    """The request itself fell away (a duplicate, a mistake): the promise counts neither as kept nor as broken."""
    promise = _locked(subject)
    if promise and not promise.answered_at and not promise.withdrawn_at:
        promise.withdrawn_at = now()
        promise.save()
    return promise


def set_aside(subject: str) -> SetAside | None:
    """Another promise about the same thing stands in for this one. A broken one stays broken: it ends as a late answer.

    None where nothing was promised, or it has ended.
    """
    promise = _locked(subject)
    if promise is None or promise.answered_at or promise.withdrawn_at:
        return None
    moment = now()
    due, moves_at, paused_at = promise.due_at, promise.moves_at, promise.paused_at
    if paused_at:
        due = due_after_pause(due, paused_at, moment, week_of(promise.owner_id))
    is_broken = promise.broken_at is not None or moment > due
    if is_broken:
        promise.answered_at, promise.broken_at = moment, promise.broken_at or due
    else:
        promise.withdrawn_at = moment
    promise.paused_at = None
    promise.save()
    return SetAside(None if is_broken else due, moves_at, paused_at)


def take_up_again(subject: str, moves_at: datetime | None, paused_at: datetime | None) -> Promise | None:
    """The clock goes on where `set_aside` stopped it. The due date stayed, so that no time is bought."""
    promise = _locked(subject)
    if promise:
        promise.answered_at = promise.withdrawn_at = None
        promise.paused_at = paused_at
        _go_on(promise, moves_at)
    return promise


def redate(subject: str, due_at: datetime) -> Promise | None:
    """The same answer by another day: earlier because others were promised that, or back when they were not."""
    promise = _locked(subject)
    if promise and promise.due_at != due_at:
        promise.due_at = due_at
        if promise.moves_at and not promise.broken_at:
            promise.moves_at = with_new_due(promise)
        promise.save()
    return promise


def moved_with(promise: Promise, before: datetime, dues: Iterable[datetime]) -> list[datetime]:
    """These due dates, later by as much working time as this promise is due later than it was `before`."""
    week = week_of(promise.owner_id)
    return [moved_alike(due, before, promise.due_at, week) for due in dues]


def pause_promise(subject: str) -> Promise | None:
    """Stop the clock while the city waits for the person who asked."""
    promise = _locked(subject)
    if promise and not (promise.answered_at or promise.withdrawn_at or promise.paused_at):
        promise.paused_at = now()
        promise.save()
    return promise


def resume_promise(subject: str) -> Promise | None:
    """Let the clock run again, the due date moved by the working time of the pause."""
    promise = _locked(subject)
    if promise and promise.paused_at:
        _end_pause(promise, now())
        _go_on(promise)
    return promise


def hand_over(subject: str, owner: Organisation, minutes: int | None = None) -> Promise | None:
    """Another office takes the promise on. The due date stays, whoever holds it: forwarding buys no time.

    With `minutes` the new owner promises anew from the moment the request was opened.
    """
    promise = _locked(subject)
    if promise and not promise.answered_at and not promise.withdrawn_at:
        was, before = promise.owner_id, promise.holder
        promise.owner, promise.lead, promise.first_until = owner, [], None
        promise.chain = list(chain_for(owner, service_of(promise.service, promise.area_id)))
        promise.holder_id = first_holder(promise.chain, away_at(now()))
        if minutes is not None:
            promise.minutes = minutes
            more = promise.widened.aggregate(all=Sum("widening__minutes"))["all"] or 0
            promise.due_at = due_after(promise.opened_at, minutes + more, week_of(owner.pk))
        promise.moves_at = time_of_holder(promise, now())
        promise.save()
        _tell_both(promise, before, known_to={was, owner.pk})
    return promise


def escalate_due(batch: int = 200) -> int:
    """Move each promise whose day has passed to the next in its chain; returns how many moved.

    Safe to run twice or beside itself: rows are taken with SKIP LOCKED and each leaves with a later `moves_at`.
    """
    with transaction.atomic():
        late = list(
            Promise.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(moves_at__lte=now())
            .order_by("moves_at")[:batch]
        )
        for promise in late:
            _move(promise)
    return len(late)


def follow_absences(batch: int = 200) -> int:
    """Give what absent offices hold to the next, and what they still owe back to those who returned; how many moved.

    An absence is done with when nothing is left to move. Safe to run twice or beside itself.
    """
    moment, moved = now(), 0
    running = Promise.objects.filter(moves_at__gt=moment)
    for absence in to_hand_over(moment):
        held = running.filter(holder=absence.office)
        moved += _move_all(held, batch, _follow)
        if not held.exists():
            note_handed(absence)
    for absence in to_give_back(moment):
        behind = Q(place__gt=Position("chain", "owner_id"))
        owed = running.filter(owner=absence.office, broken_at=None).alias(
            place=Position("chain", "holder_id")
        )
        moved += _move_all(owed.filter(behind), batch, _give_back)
        if not owed.filter(behind).exists():
            note_returned(absence)
    return moved


def set_calendar(
    organisation: Organisation | None, week: dict[str, Any], holidays: Iterable[date], keeps_public: bool
) -> Calendar:
    """By which hours an organisation's promises are counted from now on (None: the city's own)."""
    details = {"week": week, "holidays": list(holidays), "keeps_public_holidays": keeps_public}
    return Calendar.objects.update_or_create(organisation=organisation, defaults=details)[0]


def _move_all(which: QuerySet[Promise], batch: int, move: Callable[[Promise], None]) -> int:
    with transaction.atomic():
        found = list(which.select_for_update(of=("self",), skip_locked=True).order_by("pk")[:batch])
        for promise in found:
            move(promise)
    return len(found)


def _move(promise: Promise) -> None:
    """The time of the holder is over. Only the owner's due day breaks a promise; those before it merely pass it on."""
    if now() >= promise.due_at and not promise.broken_at:
        promise.broken_at = promise.due_at
    if promise.first_until is not None:
        promise.first_until = None
        _pass_on(promise, promise.holder)
    else:
        _follow(promise)


def _go_on(promise: Promise, moves_at: datetime | None = None) -> None:
    """The clock runs again, with whoever must act by now: until the moment that was set before, or for their time."""
    to = rightful(promise, now())
    if promise.paused_at is None and to.pk != promise.holder_id:
        _pass_on(promise, to)
        return
    promise.moves_at = moves_at or time_of_holder(promise, now())
    promise.save()


def _follow(promise: Promise) -> None:
    following = successor(promise, now())
    if following is None:
        promise.moves_at = None
        promise.save()
    else:
        _pass_on(promise, following)


def _give_back(promise: Promise) -> None:
    _pass_on(promise, promise.owner)


def _pass_on(promise: Promise, to: Organisation) -> None:
    before, promise.holder = promise.holder, to
    promise.moves_at = time_of_holder(promise, now())
    promise.save()
    verb = MOVED if promise.broken_at else PASSED_ON
    names = {"from_office": before.slug, "to_office": promise.holder.slug}
    record(verb, subject=promise.subject, actor="system", area_id=promise.area_id, data=names)
    _tell_both(promise, before)


def _tell_both(promise: Promise, before: Organisation | None, known_to: Collection[int] = ()) -> None:
    """Both sides learn it, but those to whom it is known: who must act from now on, and who need not any more."""
    data = {"subject": promise.subject, "to": promise.holder.name, "due": promise.due_at.isoformat()}
    if promise.holder_id not in known_to:
        tell(PromiseArrived, people_of_office(promise.holder), data)
    if before is not None and before.pk not in {promise.holder_id, *known_to}:
        tell(PromiseLeft, people_of_office(before), data)


def _end_pause(promise: Promise, at: datetime) -> None:
    if promise.paused_at:
        promise.due_at = due_after_pause(promise.due_at, promise.paused_at, at, week_of(promise.owner_id))
        if promise.first_until is not None:
            promise.first_until += at - promise.paused_at
        promise.paused_at = None


def _locked(subject: str) -> Promise | None:
    return Promise.objects.select_for_update(of=("self",)).filter(subject=subject).first()
