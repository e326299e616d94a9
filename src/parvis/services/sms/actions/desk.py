"""Somebody of the public desk reads what the machine could not place: answers it, makes it a report, lets it go."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.kernel.journal.actions import record
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.services.carrier.contracts import is_willing, language_of, lines_of, say
from parvis.services.sms import notices
from parvis.services.sms.actions.asking import finish, send_in
from parvis.services.sms.models import Incoming
from parvis.services.sms.policies import may_read_texts
from parvis.services.sms.rules import Place, State


def settle(public_id: str, by: Person) -> None:
    """It was read and what was to be done is done; nothing of it is kept. Twice is once."""
    _with_held(public_id, by, lambda message: _end(message, by, "settled"))


def answer(public_id: str, by: Person, words: str) -> None:
    """Answer it, once. `RefusedError` when the number wants no messages."""

    def tell(message: Incoming) -> None:
        if not is_willing(message.line):
            raise RefusedError(_("This phone wants no messages, or is not known any more."))
        with override(language_of(message.line)):
            say(message.line, notices.said(notices.FROM_THE_DESK, words), key=f"desk:{public_id}")
        _end(message, by, "answered")

    _with_held(public_id, by, tell)


def make_report(public_id: str, by: Person, kind: str, place: Place) -> None:
    """Make it a report of that kind at that place; its sender is told. `RefusedError` when it cannot be taken."""

    def open_it(message: Incoming) -> None:
        line, told = message.line, list[str]()
        message.draft = {"kind": kind, "place": {"text": place.text, "lat": place.lat, "lon": place.lon}}
        with override(language_of(line)):
            send_in(message, told.append)
        if message.state == State.HELD:
            raise RefusedError(message.said)
        say(line, told[0], key=f"desk:{public_id}")
        _end(message, by, "settled")

    _with_held(public_id, by, open_it)


def forget_texts(leaving: Leaving) -> None:
    """What came from somebody's phone goes with them."""
    lines = lines_of(leaving.person) if leaving.person else []
    Incoming.objects.filter(line__in=lines).delete()


def _with_held(public_id: str, by: Person, deed: Callable[[Incoming], None]) -> None:
    require(may_read_texts(by))
    with transaction.atomic():
        message = Incoming.objects.select_for_update(of=("self",)).filter(public_id=public_id).first()
        if message is None:
            raise AbsentError
        if message.state == State.HELD:
            deed(message)


def _end(message: Incoming, by: Person, deed: str) -> None:
    finish(message, State.DONE)
    message.save()
    record(f"sms.message.{deed}", subject=f"sms.message:{message.public_id}", actor=by.public_id)
