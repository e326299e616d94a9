"""A message comes in: a keyword, an answer to our question, words on a report, or the beginning of a new one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from parvis.kernel.clock import now
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.places.mentions import places_in
from parvis.kernel.trust.actions import TooManyError, allow
from parvis.kernel.trust.rules import Limit
from parvis.services.carrier import contracts as carrier
from parvis.services.counter.contracts import claim_page, code_of, in_groups
from parvis.services.gsm.contracts import Deed, Keyword, Text, keyword_in, language_in, number_in
from parvis.services.reports import contracts as reports
from parvis.services.sms import notices
from parvis.services.sms.actions.asking import go_on, lay_aside
from parvis.services.sms.models import Incoming
from parvis.services.sms.queries import digest_of
from parvis.services.sms.rules import ANSWER_WITHIN, State

# What a person writes in an hour, not what a machine writes in a minute.
TAKING = Limit("sms.sender", burst=12, per_hour=20)


@dataclass(frozen=True, slots=True)
class Talk:
    """Who wrote what; `message` is its row."""

    caller: carrier.Caller
    message: Incoming
    words: str

    def answer(self, words: str) -> None:
        """Answer this message, once."""
        carrier.say(self.caller.id, words, key=f"re:{self.message.digest}")


def take(text: Text) -> Incoming:
    """Take in a message, as often as it is brought: once. What one phone sends is read one after the other."""
    keyword = keyword_in(text.words)
    with transaction.atomic():
        caller = carrier.hold(text.sender, keyword.language if keyword else language_in(text.words))
        message, made = Incoming.objects.get_or_create(
            digest=digest_of(text.id), defaults={"state": State.DONE}
        )
        if made:
            with override(caller.language):
                _read(Talk(caller, message, text.words), keyword)
    return message


def lay_old_aside() -> None:
    """Questions that nobody answered in a day: a person reads what was said so far."""
    old = Incoming.objects.filter(state=State.ASKED, created_at__lt=now() - ANSWER_WITHIN)
    with transaction.atomic():
        for each in old.select_for_update(of=("self",)):
            lay_aside(each)


def _read(talk: Talk, keyword: Keyword | None) -> None:
    """STOP and START are heard before anything is counted."""
    if keyword and keyword.deed is Deed.STOP:
        _stop(talk)
    elif keyword and keyword.deed is Deed.START:
        carrier.start(talk.caller.id)
        talk.answer(notices.said(notices.STARTED))
    elif _is_storm(talk):
        talk.message.state = State.IGNORED
        talk.message.save()
    elif keyword is None or not _DEEDS[keyword.deed](talk, keyword):
        _hear(talk, talk.words)


def _is_storm(talk: Talk) -> bool:
    """Refused politely once a day, then silently."""
    try:
        allow(TAKING, talk.caller.id)
    except TooManyError:
        day = now().astimezone(settings.CITY.zone).date()
        carrier.say(talk.caller.id, notices.said(notices.STORM), key=f"storm:{talk.caller.id}:{day}")
        return True
    return False


def _stop(talk: Talk) -> None:
    for waiting in Incoming.objects.filter(line=talk.caller.id, state=State.ASKED):
        lay_aside(waiting)
    if carrier.stop(talk.caller.id):
        carrier.say(
            talk.caller.id, notices.said(notices.STOPPED), key=f"re:{talk.message.digest}", is_last_word=True
        )


def _help(talk: Talk, _keyword: Keyword) -> bool:
    talk.answer(notices.said(notices.HELP))
    return True


def _tell_status(talk: Talk, keyword: Keyword) -> bool:
    """What everybody may know; of a private report its sender hears the office and the day, and others nothing."""
    named = number_in(keyword.rest) or "".join(filter(str.isalnum, keyword.rest)).lower()[:8]
    own = carrier.latest_thread(talk.caller.id, named)
    report = named or (own.report if own else "")
    found = reports.public(reports.Wanted(numbers=(report,))) if report else []
    receipt = reports.whereabouts(own.report) if own else None
    if found:
        talk.answer(notices.status_words(found[0]))
    elif receipt and receipt.number:
        talk.answer(notices.opened_words(receipt.number, receipt.office, receipt.due_at, ""))
    else:
        talk.answer(notices.said(notices.UNKNOWN))
    return True


def _tell_code(talk: Talk, _keyword: Keyword) -> bool:
    """It goes to the phone that the report came from, whoever asks in its name."""
    own = carrier.latest_thread(talk.caller.id)
    receipt = reports.whereabouts(own.report) if own else None
    if own and receipt and receipt.number:
        talk.answer(
            notices.said(
                notices.CODE, number=receipt.number, code=in_groups(code_of(own.key)), page=claim_page()
            )
        )
    else:
        talk.answer(notices.said(notices.UNKNOWN))
    return True


def _begin(talk: Talk, keyword: Keyword) -> bool:
    _hear(talk, keyword.rest, is_new=True)
    return True


def _look(talk: Talk, keyword: Keyword) -> bool:
    """Yes or no to “Is it fixed?”; to anything else it is an answer like others."""
    asked = carrier.asked_to_look(talk.caller.id)
    fixed = keyword.deed is Deed.YES
    if asked is None or not reports.look_for_sender(asked.report, carrier.VIA, fixed=fixed):
        return False
    carrier.touch(asked.pk, asks_to_look=False)
    talk.answer(notices.said(notices.FIXED if fixed else notices.NOT_FIXED, number=_number_of(asked.report)))
    return True


def _hear(talk: Talk, words: str, *, is_new: bool = False) -> None:
    """Words of a person, to which no keyword fits."""
    asked = Incoming.objects.filter(line=talk.caller.id, state=State.ASKED).first()
    if asked and (is_new or asked.created_at < now() - ANSWER_WITHIN):
        lay_aside(asked)
        asked = None
    if not words:
        talk.answer(notices.said(notices.HELP))
    elif asked:
        go_on(asked, words, talk.answer)
    elif is_new or not _write(talk, words):
        talk.message.line, talk.message.words = talk.caller.id, words
        go_on(talk.message, words, talk.answer)


def _write(talk: Talk, words: str) -> bool:
    """Words on the report that they name, or that the talk is about; False where they begin something new."""
    named = number_in(words)
    thread = carrier.latest_thread(talk.caller.id, named, talking=not named)
    if thread and not named and reports.kind_in(words) and places_in(words):
        return False
    try:
        if thread:
            written = reports.write_for_sender(thread.report, carrier.VIA, words)
            carrier.touch(thread.pk, asks_to_look=thread.asks_to_look)
        else:
            written = bool(named and reports.pass_on(named, carrier.VIA, reports.Heard(words, None, now())))
    except RefusedError:
        return False
    if written:
        talk.message.state = State.WRITTEN
        talk.message.save()
        talk.answer(notices.said(notices.ADDED, number=_number_of(thread.report if thread else named)))
    return written


def _number_of(report: str) -> str:
    receipt = reports.whereabouts(report)
    return (receipt.number if receipt else None) or ""


_DEEDS: dict[Deed, Callable[[Talk, Keyword], bool]] = {
    **dict.fromkeys((Deed.HELP, Deed.LANGUAGE), _help),
    Deed.STATUS: _tell_status,
    Deed.CODE: _tell_code,
    Deed.NEW: _begin,
    **dict.fromkeys((Deed.YES, Deed.NO), _look),
}
