"""A message comes in: it becomes a report, words on a report, a question back, or something for a person to read."""

from collections.abc import Iterable

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from parvis.kernel.files.actions import UnusableFileError, store_photo
from parvis.kernel.journal.actions import record
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.notices.actions import Address, tell
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.kernel.trust.actions import TooManyError, allow
from parvis.kernel.trust.rules import Limit
from parvis.services.letterbox.actions.slots import slot_of
from parvis.services.letterbox.models import Letter
from parvis.services.letterbox.notices import AskPlace
from parvis.services.letterbox.policies import may_read_letters
from parvis.services.letterbox.queries import owner_of, place_in, reply_among
from parvis.services.letterbox.rules import ASKED_AT_MOST, Reason, Reply, State
from parvis.services.mime.contracts import Mail, UnreadableError, digest_of, read
from parvis.services.reports.contracts import (
    PHOTO_PURPOSE,
    WORDS_AT_MOST,
    Sent,
    Source,
    kind_in,
    offered,
    send,
    write_as,
)

# What a person writes in a day, not what a machine writes in a minute.
TAKING = Limit("letterbox.sender", burst=10, per_hour=10)
RAW_KEPT = 20_000


def take(raw: bytes) -> Letter:
    """Take in a message, as often as it is brought: once. Never raises for what stands in it."""
    try:
        mail = read(raw)
    except UnreadableError as unreadable:
        kept = {"raw": raw[:RAW_KEPT].decode("latin-1").replace("\0", ""), "reason": unreadable.fault.value}
        found, _made = Letter.objects.get_or_create(
            digest=digest_of(raw), defaults={"state": State.HELD, **kept}
        )
        return found
    with transaction.atomic():
        blank = {"state": State.IGNORED, "subject": mail.subject}
        letter, made = Letter.objects.get_or_create(digest=mail.digest, defaults=blank)
        reply = reply_among(mail.addressed) if made else None
        if made and (not mail.is_automatic or (reply and reply.slot)):
            _place(letter, mail, reply)
            letter.save()
    return letter


def settle(public_id: str, by: Person) -> None:
    """Somebody read it and did what was to be done; nothing of it is kept. Twice is once."""
    require(may_read_letters(by))
    with transaction.atomic():
        letter = Letter.objects.select_for_update(of=("self",)).filter(public_id=public_id).first()
        if letter is None:
            raise AbsentError
        if letter.state == State.HELD:
            _finish(letter, State.SETTLED, letter.report)
            letter.save()
            record("letterbox.letter.settled", subject=f"letterbox.letter:{public_id}", actor=by.public_id)


def forget_sender(leaving: Leaving) -> None:
    """What somebody wrote and what still waits goes with them."""
    Letter.objects.filter(leaving.whose(email="sender")).delete()


def _place(letter: Letter, mail: Mail, reply: Reply | None) -> None:
    """Where the letter belongs. A From line proves nothing: it only says where we may ask."""
    letter.sender, letter.words = mail.sender, mail.words
    if reply and reply.slot:
        _hand_over(letter, mail, reply)
        return
    try:
        allow(TAKING, digest_of(mail.sender.encode()))
        if reply and reply.report:
            _write(letter, mail, reply)
        elif not mail.words and not mail.subject:
            _hold(letter, Reason.NO_WORDS)
        elif reply:
            _go_on(letter, mail, reply)
        else:
            letter.language = _language_of(mail.sender)
            letter.photos = list(_stored(mail.pictures))
            _open_or_ask(letter, f"{mail.subject}\n{mail.words}")
    except TooManyError:
        _hold(letter, Reason.TOO_MANY)
    except AbsentError:
        _hold(letter, Reason.REFUSED)
    except RefusedError as refused:
        _hold(letter, Reason.REFUSED, refused.reason)


def _hand_over(letter: Letter, mail: Mail, reply: Reply) -> None:
    """To the room whose slot it is."""
    slot = slot_of(reply.slot)
    reason = slot(reply.about, mail) if slot else Reason.REFUSED
    if reason:
        _hold(letter, reason)
    else:
        _finish(letter, State.SETTLED, "")


def _write(letter: Letter, mail: Mail, reply: Reply) -> None:
    """A reply to a letter of ours: what its person says about the report, as on the page."""
    person = owner_of(reply, mail.sender)
    if person is None:
        _hold(letter, Reason.OTHER_SENDER)
    elif not mail.words:
        _hold(letter, Reason.NO_WORDS)
    else:
        with transaction.atomic():
            write_as(reply.report, person, mail.words, key=f"mail-{mail.digest[:24]}")
        _finish(letter, State.WRITTEN, reply.report)


def _go_on(letter: Letter, mail: Mail, reply: Reply) -> None:
    """The answer to “Where is it?”: the first letter gets its place, this one is part of it."""
    rows = Letter.objects.select_for_update(of=("self",)).filter(state=State.ASKED)
    first = rows.filter(public_id=reply.letter, sender=mail.sender).first()
    if first is None:
        _hold(letter, Reason.OTHER_SENDER)
        return
    first.words = f"{first.words}\n{mail.words}".strip()[:WORDS_AT_MOST]
    first.photos = [*first.photos, *_stored(mail.pictures)]
    _open_or_ask(first, mail.words)
    first.save()
    _finish(letter, State.IGNORED, "")


def _open_or_ask(letter: Letter, about: str) -> None:
    """A report where the words name a place, waiting for its sender's click; a question where they do not."""
    place = place_in(about)
    if place is not None:
        words = letter.words or letter.subject
        sent = Sent(
            kind=kind_in(f"{letter.subject} {words}") or _anything(),
            lat=place.lat,
            lon=place.lon,
            address=place.text,
            words=words[:WORDS_AT_MOST],
            photos=tuple(letter.photos),
            email=letter.sender,
            language=letter.language,
            via="e-mail",
            key=f"mail-{letter.digest[:24]}",
            source=Source.EMAIL,
            unasked=True,
        )
        with transaction.atomic():
            receipt = send(sent)
        _finish(letter, State.OPENED, receipt.id)
    elif letter.times_asked >= ASKED_AT_MOST:
        _hold(letter, Reason.NO_PLACE)
    else:
        letter.state, letter.times_asked = State.ASKED, letter.times_asked + 1
        data = {"letter": letter.public_id, "subject": letter.subject or "…"}
        tell(AskPlace, [Address(letter.sender, letter.language)], data)


def _anything() -> str:
    """The kind for what fits no other: the last one offered."""
    kinds = offered()
    if not kinds:
        raise AbsentError
    return kinds[-1].slug


def _stored(pictures: Iterable[tuple[str, bytes]]) -> Iterable[str]:
    """Photographs as everywhere, drawn anew; what is none is left out."""
    for name, content in pictures:
        try:
            yield store_photo(ContentFile(content, name), owner=None, purpose=PHOTO_PURPOSE).public_id
        except UnusableFileError:
            continue


def _language_of(sender: str) -> str:
    known = Person.objects.filter(email__iexact=sender).values_list("language", flat=True).first()
    return known or str(settings.LANGUAGE_CODE)


def _hold(letter: Letter, reason: Reason, said: str = "") -> None:
    letter.state, letter.reason, letter.said = State.HELD, reason, said[:300]


def _finish(letter: Letter, state: State, report: str) -> None:
    letter.state, letter.report = state, report
    letter.sender = letter.words = letter.raw = letter.subject = ""
    letter.photos = []
