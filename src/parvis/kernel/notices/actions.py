"""The only writers of notices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.utils.translation import get_language

from parvis.kernel.clock import now
from parvis.kernel.jobs.work import job, later, later_for_each
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.notices.channels import CarryError, channels
from parvis.kernel.notices.kinds import Category, NoticeKind, spared
from parvis.kernel.notices.letters import Letter, letter_of
from parvis.kernel.notices.models import EMAIL, Delivery, Notice, Pace, Preference
from parvis.kernel.notices.plans import deliveries_of, free_from, is_still_wanted
from parvis.kernel.people.models import Person

ERROR_LENGTH = 300
MOST_TRIES = 8  # of a way that says itself when to come again


@dataclass(frozen=True, slots=True)
class Address:
    """A reader without account: an e-mail address and the language to write in."""

    email: str
    language: str = ""


type Reader = Person | Address


def tell(
    kind: type[NoticeKind],
    readers: Iterable[Reader],
    data: Mapping[str, Any],
    *,
    besides: Person | None = None,
    by: Person | None = None,
) -> int:
    """Tell each reader once, in the caller's transaction; returns how many. `besides`: who did it need not be told.

    `by`: the neighbour whose name readers see with it; whoever keeps them at a distance is not told.
    """
    chosen = _each_once(readers, besides)
    if by is not None:
        away = spared(kind, [each.pk for each in chosen if isinstance(each, Person)], by)
        chosen = [each for each in chosen if not (isinstance(each, Person) and each.pk in away)]
    return tell_each(kind, [(reader, data) for reader in chosen])


def tell_each(kind: type[NoticeKind], told: Iterable[tuple[Reader, Mapping[str, Any]]]) -> int:
    """Tell each reader something of their own, in the caller's transaction; returns how many."""
    notices = Notice.objects.bulk_create([_notice(kind, reader, data) for reader, data in told])
    if not notices:
        return 0
    deliveries = Delivery.objects.bulk_create(deliveries_of(kind, notices))
    by_moment: dict[datetime | None, list[dict[str, int]]] = {}
    for each in deliveries:
        if each.pace == Pace.NOW:
            by_moment.setdefault(each.due_at, []).append({"delivery_id": each.pk})
    for at, jobs in by_moment.items():
        later_for_each(deliver, jobs, at=at)
    return len(notices)


def mark_read(person: Person, notice_ids: Iterable[int] | None = None) -> int:
    """Mark the person's notices as read, all of them by default; returns how many changed."""
    unread = Notice.objects.filter(person=person, read_at=None)
    if notice_ids is not None:
        unread = unread.filter(pk__in=list(notice_ids))
    return unread.update(read_at=now())


def mark_seen(delivery_id: int, *, opened: bool) -> None:
    """The reader's device shows this notice; `opened`: they looked at it, so it is new no more. In any order, once."""
    with transaction.atomic():
        _hold_notice(delivery_id)
        Delivery.objects.filter(pk=delivery_id, seen_at=None).update(seen_at=now())
        if opened:
            Notice.objects.filter(deliveries=delivery_id, read_at=None).update(read_at=now())


def choose(
    reader: Reader, category: str, *, wanted: bool, channel: str = EMAIL, pace: str = Pace.NOW
) -> None:
    """Remember whether the reader wants this category by this channel, and how soon. What is always told stays told."""
    if category in Category.ALWAYS or category not in Category.LABELS or pace not in Pace.values:
        return
    owner = {"person": reader} if isinstance(reader, Person) else {"person": None, "email": reader.email}
    Preference.objects.update_or_create(
        **owner, category=category, channel=channel, defaults={"wanted": wanted, "pace": pace}
    )


def forget_reader(leaving: Leaving) -> None:
    """Forget what somebody was told, the letters that carried it, and what they wished to hear."""
    Notice.objects.filter(leaving.whose(person="person", email="email")).delete()
    Preference.objects.filter(leaving.whose(person="person", email="email")).delete()


def announce(topic: str) -> None:
    """Tell open pages, after commit, that what they show under this topic has changed (PostgreSQL NOTIFY).

    Not within the transaction: those that notify commit one after the other, each waiting for the disk.
    """
    transaction.on_commit(lambda: _notify(topic), robust=True)


def _notify(topic: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [settings.LIVE_CHANNEL, topic])


@job("notices.deliver")
def deliver(delivery_id: int) -> None:
    """Carry one notice by one way and record how it went. Raises to be tried again; what is sent is left alone."""
    with transaction.atomic():
        _hold_notice(delivery_id)
        held = Delivery.objects.select_for_update(of=("self",), no_key=True)
        waiting = held.select_related("notice__person").filter(state=Delivery.State.WAITING)
        found = waiting.filter(pk=delivery_id).first()
        if found is None:
            return
        if (moment := free_from(found)) > now():  # it was put off, is late by now, or our clock is behind
            Delivery.objects.filter(pk=found.pk).update(due_at=moment)
            later(deliver, at=moment, delivery_id=found.pk)
            return
        failure = None if _is_spared(found) else _carry(found)
        found.save()
    if failure:
        raise failure


def _hold_notice(delivery_id: int) -> None:
    """Lock the notice before its ways, always in this order: so they see each other, and none thinks it is alone."""
    Notice.objects.select_for_update(of=("self",), no_key=True).filter(deliveries=delivery_id).first()


def _is_spared(delivery: Delivery) -> bool:
    """True, and noted, when the reader knows already (read it, saw it, had the letter), or wants it no more."""
    others = Delivery.objects.filter(notice=delivery.notice_id).exclude(pk=delivery.pk)
    known = others.none()
    if delivery.channel == EMAIL:
        known = others.filter(seen_at__isnull=False)
    elif (way := channels().get(delivery.channel)) and way.tells_seen:
        known = others.filter(channel=EMAIL, pace=Pace.NOW, state=Delivery.State.SENT)
    was_read = delivery.due_at is not None and delivery.notice.read_at is not None
    if was_read or known.exists() or not is_still_wanted(delivery):
        delivery.state = Delivery.State.SPARED
        return True
    return False


def _carry(delivery: Delivery) -> CarryError | None:
    """Try once; the failure where another try may help by itself."""
    delivery.tries += 1
    try:
        _hand_over(delivery)
    except CarryError as failed:
        delivery.error = str(failed)[:ERROR_LENGTH]
        if failed.is_final or (failed.after is not None and delivery.tries >= MOST_TRIES):
            delivery.state = Delivery.State.FAILED
            _move_letter(delivery, now())
        elif failed.after is not None:
            delivery.due_at = now() + failed.after
            later(deliver, at=delivery.due_at, delivery_id=delivery.pk)
        else:
            return failed
    else:
        delivery.state, delivery.sent_at, delivery.error = Delivery.State.SENT, now(), ""
    return None


def _hand_over(delivery: Delivery) -> None:
    if delivery.channel == EMAIL:
        send_letter(letter_of(delivery.notice))
        return
    way = channels().get(delivery.channel)
    if way is None:
        raise CarryError(f"Nobody carries {delivery.channel} any more.", is_final=True)
    way.carry(delivery)
    if way.tells_seen and (delivery.tries > 1 or delivery.due_at):
        _move_letter(delivery, now() + timedelta(minutes=settings.NOTICE_FALLBACK_MINUTES))


def _move_letter(other: Delivery, moment: datetime) -> None:
    """The letter that waits for this notice to be seen goes at another moment: a way was late, or failed for good."""
    letters = Delivery.objects.filter(
        notice=other.notice_id, channel=EMAIL, pace=Pace.NOW, state=Delivery.State.WAITING
    ).order_by("pk")
    for pk in letters.filter(due_at__isnull=False).values_list("pk", flat=True):
        Delivery.objects.filter(pk=pk).update(due_at=moment)
        later(deliver, at=moment, delivery_id=pk)


def send_letter(letter: Letter) -> None:
    """Hand a letter to the mail server; `CarryError` when it does not take it."""
    message = EmailMultiAlternatives(letter.subject, letter.text, to=[letter.to], headers=letter.headers)
    message.attach_alternative(letter.html, "text/html")
    try:
        message.send()
    except OSError as refused:  # smtplib's errors, refused and timed-out connections
        raise CarryError(f"{type(refused).__name__}: {refused}") from refused


def _notice(kind: type[NoticeKind], reader: Reader, data: Mapping[str, Any]) -> Notice:
    language = reader.language or get_language() or settings.LANGUAGE_CODE
    whose: dict[str, Any] = {"person": reader} if isinstance(reader, Person) else {"email": reader.email}
    return Notice(language=language, kind=kind.name, data=dict(data), **whose)


def _each_once(readers: Iterable[Reader], besides: Person | None) -> list[Reader]:
    """Whoever comes with an account and as an address is told in their account."""
    chosen = {each.email.lower(): each for each in sorted(readers, key=lambda each: isinstance(each, Person))}
    if besides is not None:
        chosen.pop(besides.email.lower(), None)
    return list(chosen.values())
