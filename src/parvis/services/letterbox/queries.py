"""Reads of letters, signed addresses, and the place that words name."""

import base64
import hmac
from datetime import UTC, datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from parvis.kernel.clock import now
from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.places.mentions import places_in
from parvis.kernel.places.search import Found
from parvis.services.letterbox.models import Letter
from parvis.services.letterbox.rules import (
    PROOF_LETTERS,
    Reply,
    State,
    may_still_reply,
    read_reply,
    tag_in,
    tagged,
)

HELD_SHOWN = 50
_ABOUT = "reports.report:"


def address_about(subject: str, person: Person) -> str:
    """Where this person's reply about a report goes; empty where the city reads no mail, or for other subjects."""
    if not settings.MAIL_IN or not subject.startswith(_ABOUT):
        return ""
    return _signed(Reply(subject.removeprefix(_ABOUT), person.public_id, _day(now())))


def address_of(letter: str) -> str:
    """Where the answer to a question about a letter goes."""
    return _signed(Reply(letter=letter)) if settings.MAIL_IN else ""


def address_in(slot: str, about: str) -> str:
    """Where the answer to what another room writes goes; empty where the city reads no mail."""
    return _signed(Reply(slot=slot, about=about)) if settings.MAIL_IN else ""


def reply_among(addressed: tuple[str, ...]) -> Reply | None:
    """What the first signed address says that was made here and is not too old; None where there is none."""
    for address in addressed:
        tag = tag_in(settings.MAIL_IN, address) or ""
        found = read_reply(tag[:-PROOF_LETTERS])
        if found is None or not hmac.compare_digest(_proof(found), tag[-PROOF_LETTERS:]):
            continue
        if found.letter or found.slot or may_still_reply(found.day, _day(now())):
            return found
    return None


def owner_of(reply: Reply, sender: str) -> Person | None:
    """The person whose words these are: the address was made for them, and the message says it comes from them."""
    person = Person.objects.filter(public_id=reply.person, is_active=True).first()
    proved = person and EmailAddress.objects.filter(user=person, verified=True, email__iexact=sender).exists()
    return person if proved else None


def place_in(words: str) -> Found | None:
    """The one place that the words name; None where they name none, or one of several."""
    found = places_in(words)
    return found[0] if len(found) == 1 else None


def held() -> list[Letter]:
    """What waits for somebody's eyes, the oldest first."""
    return list(Letter.objects.filter(state=State.HELD).order_by("created_at", "pk")[:HELD_SHOWN])


def kept_letters(person: Person) -> QuerySet[Any, Any]:
    """What a person wrote from a proved address and what still waits."""
    proved = EmailAddress.objects.filter(user=person, verified=True).values(each=Lower("email"))
    rows = Letter.objects.filter(sender__in=proved)
    return rows_of(rows, "created_at", "subject", "words", "state", "created_at")


def _signed(reply: Reply) -> str:
    return tagged(settings.MAIL_IN, reply.plain + _proof(reply))


def _proof(reply: Reply) -> str:
    digest = salted_hmac("letterbox.reply", reply.plain, algorithm="sha256").digest()
    return base64.b32encode(digest[:10]).decode().lower()


def _day(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)).days
