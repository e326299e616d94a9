"""Phones: known when they write, stopped when they say so, forgotten when it is time."""

from dataclasses import dataclass

from django.conf import settings

from parvis.kernel.clock import now
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.services.carrier.models import Line, Outgoing, Stopped, Thread
from parvis.services.carrier.queries import digest_of, is_stopped
from parvis.services.carrier.rules import State


@dataclass(frozen=True, slots=True)
class Caller:
    """A phone as other rooms know it: a name that tells nothing, the language to answer in, whether it said STOP."""

    id: str
    language: str
    is_stopped: bool


def hold(phone: str, language: str = "") -> Caller:
    """The phone that writes just now, kept for a year; locked until the transaction ends, so that what it writes at
    once is read one after the other. With a language it is answered in that from now on."""
    Line.objects.get_or_create(phone=phone, defaults={"language": language or settings.LANGUAGE_CODE})
    found = Line.objects.select_for_update(of=("self",)).get(phone=phone)
    found.language, found.last_at = language or found.language, now()
    found.save(update_fields=["language", "last_at"])
    return Caller(found.public_id, found.language, is_stopped(phone))


def stop(line: str) -> bool:
    """Nothing goes to this phone any more, nor what waits for it; False when it had stopped before."""
    found = Line.objects.get(public_id=line)
    found.outgoing.filter(state=State.WAITING).update(state=State.CANCELLED, next_at=None)
    return Stopped.objects.get_or_create(digest=digest_of(found.phone))[1]


def start(line: str) -> None:
    """It wants to hear from us again."""
    Stopped.objects.filter(digest=digest_of(Line.objects.get(public_id=line).phone)).delete()


def keep_thread(line: str, report: str, key: str) -> None:
    """A report came from this phone; it is told how that goes on. `key` is what its code is worked out from."""
    details = {"line": Line.objects.get(public_id=line), "key": key}
    Thread.objects.get_or_create(report=report, defaults=details)


def touch(thread: int, *, asks_to_look: bool) -> None:
    """There was talk about this report just now; does it wait for a yes or no?"""
    Thread.objects.filter(pk=thread).update(touched_at=now(), asks_to_look=asks_to_look)


def belong(line: int, person: Person) -> None:
    """The person took a report from this phone as theirs: they see what is kept of it, and may have it erased."""
    Line.objects.filter(pk=line).update(person=person)


def forget_phones(leaving: Leaving) -> None:
    """A phone goes with its person, and what was said to it. That it stopped stays, as a digest."""
    gone = Line.objects.filter(leaving.whose(person="person"))
    Outgoing.objects.filter(line__in=gone).delete()
    gone.delete()
