"""The only writers of notices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.utils.translation import get_language

from parvis.kernel.clock import now
from parvis.kernel.jobs.work import job, later_for_each
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.notices.kinds import Category, NoticeKind
from parvis.kernel.notices.letters import letter_of
from parvis.kernel.notices.models import Delivery, Notice, Preference
from parvis.kernel.people.models import Person

ERROR_LENGTH = 300


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
) -> int:
    """Tell each reader once, in the caller's transaction; returns how many. `besides`: who did it need not be told."""
    chosen = _each_once(readers, besides)
    if not chosen:
        return 0
    notices = Notice.objects.bulk_create([_notice(kind, reader, data) for reader in chosen])
    unwanted = _unwanted(kind.category, chosen)
    deliveries = Delivery.objects.bulk_create(
        Delivery(notice=notice)
        for notice, reader in zip(notices, chosen, strict=True)
        if _reader_key(reader) not in unwanted
    )
    later_for_each(deliver, [{"delivery_id": delivery.pk} for delivery in deliveries])
    return len(notices)


def mark_read(person: Person, notice_ids: Iterable[int] | None = None) -> int:
    """Mark the person's notices as read, all of them by default; returns how many changed."""
    unread = Notice.objects.filter(person=person, read_at=None)
    if notice_ids is not None:
        unread = unread.filter(pk__in=list(notice_ids))
    return unread.update(read_at=now())


def choose(reader: Reader, category: str, *, wanted: bool, channel: str = "email") -> None:
    """Remember whether the reader wants this category by this channel. What is always told stays told."""
    if category in Category.ALWAYS or category not in Category.LABELS:
        return
    owner = {"person": reader} if isinstance(reader, Person) else {"person": None, "email": reader.email}
    Preference.objects.update_or_create(
        **owner, category=category, channel=channel, defaults={"wanted": wanted}
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
    """Send one e-mail and record how it went. Raises to be tried again; a delivery already sent is left alone."""
    with transaction.atomic():
        found = (
            Delivery.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("notice", "notice__person")
            .filter(pk=delivery_id, state=Delivery.State.WAITING)
            .first()
        )
        if found is None:
            return
        failure = _send(found)
    if failure:
        raise DeliveryError(str(failure)) from failure


class DeliveryError(Exception):
    """The mail server did not take the letter; the job is tried again."""


def _send(delivery: Delivery) -> Exception | None:
    delivery.tries += 1
    failure: Exception | None = None
    try:
        letter = letter_of(delivery.notice)
        message = EmailMultiAlternatives(letter.subject, letter.text, to=[letter.to], headers=letter.headers)
        message.attach_alternative(letter.html, "text/html")
        message.send()
    except OSError as refused:  # smtplib's errors, refused and timed-out connections
        failure = refused
        delivery.error = f"{type(refused).__name__}: {refused}"[:ERROR_LENGTH]
    else:
        delivery.state, delivery.sent_at, delivery.error = Delivery.State.SENT, now(), ""
    delivery.save()
    return failure


def give_up(before_tries: int = 8) -> int:
    """Mark deliveries that were tried as often as a job is tried as failed, so that people can see them."""
    return Delivery.objects.filter(state=Delivery.State.WAITING, tries__gte=before_tries).update(
        state=Delivery.State.FAILED
    )


def _notice(kind: type[NoticeKind], reader: Reader, data: Mapping[str, Any]) -> Notice:
    language = reader.language or get_language() or settings.LANGUAGE_CODE
    if isinstance(reader, Person):
        return Notice(person=reader, language=language, kind=kind.name, data=dict(data))
    return Notice(email=reader.email, language=language, kind=kind.name, data=dict(data))


def _each_once(readers: Iterable[Reader], besides: Person | None) -> list[Reader]:
    chosen = {_reader_key(reader): reader for reader in readers}
    if besides is not None:
        chosen.pop(_reader_key(besides), None)
    return list(chosen.values())


def _reader_key(reader: Reader) -> str:
    return reader.email.lower()


def _unwanted(category: str, readers: Iterable[Reader]) -> set[str]:
    if category in Category.ALWAYS:
        return set()
    people = [reader.pk for reader in readers if isinstance(reader, Person)]
    addresses = [reader.email for reader in readers if isinstance(reader, Address)]
    refused = Preference.objects.filter(category=category, channel="email", wanted=False).order_by("pk")
    found: set[str] = set()
    if people:
        found |= set(refused.filter(person_id__in=people).values_list("person__email", flat=True))
    if addresses:
        found |= set(refused.filter(person=None, email__in=addresses).values_list("email", flat=True))
    return {email.lower() for email in found}
