"""From words to a report: what is missing is asked, twice at most, then a person reads it."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language

from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.places.mentions import places_in, places_like
from parvis.services.carrier.contracts import VIA, keep_thread, link_to
from parvis.services.counter.contracts import Way, enter_unattended
from parvis.services.gsm.contracts import choice_in, numbered, without
from parvis.services.reports.contracts import Sent, Source, Wanted, common_kinds, kind_in, offered, public
from parvis.services.sms import notices
from parvis.services.sms.models import Incoming
from parvis.services.sms.rules import CHOICES_AT_MOST, QUESTIONS_AT_MOST, Reason, State

type Answer = Callable[[str], None]


def go_on(message: Incoming, words: str, answer: Answer) -> None:
    """Understand these words, the first ones or the answer to our question, and take the next step."""
    draft = message.draft
    if not _choose(draft, words):
        asks = draft.get("asks", "")
        if asks:
            message.words = f"{message.words}\n{words}"[:4000]
        if asks != "kind" and "place" not in draft:
            _find(draft, words)
        if asks != "place" and (kind := kind_in(without(words, draft.get("place", {}).get("text", "")))):
            draft["kind"] = kind
    may_ask = message.times_asked < QUESTIONS_AT_MOST
    if "place" in draft and ("kind" in draft or not may_ask):
        send_in(message, answer)
    elif may_ask:
        _ask(message, answer)
    else:
        _hold(message, Reason.NO_PLACE)
        answer(notices.said(notices.HELD))
    message.save()


def send_in(message: Incoming, answer: Answer) -> None:
    """A report like any other, with a code; what cannot be taken, a person reads. Leaves the row to be saved."""
    draft, key = message.draft, f"sms-{message.digest[:32]}"
    try:
        entry = enter_unattended(
            Sent(
                kind=draft.get("kind") or _anything(),
                lat=draft["place"]["lat"],
                lon=draft["place"]["lon"],
                address=draft["place"]["text"],
                words=message.words,
                via=VIA,
                language=get_language() or "",
                key=key,
                source=Source.SMS,
                unasked=True,
            ),
            Way.SMS,
        )
    except (RefusedError, LookupError) as refused:
        _hold(message, Reason.REFUSED, str(refused))
        answer(notices.said(notices.REFUSED, message.said))
        return
    receipt = entry.receipt
    keep_thread(message.line, receipt.id, key)
    finish(message, State.OPENED)
    answer(notices.opened_words(receipt.number or "", receipt.office, receipt.due_at, link_of(receipt.id)))


def finish(message: Incoming, state: State) -> None:
    """Nothing of it is kept. Leaves the row to be saved."""
    message.state, message.line, message.words, message.draft = state, "", "", {}


def lay_aside(message: Incoming) -> None:
    """It waited for an answer that did not come: a person reads what there is."""
    _hold(message, Reason.NO_ANSWER)
    message.save()


def link_of(report: str) -> str:
    """The short address of a report that everybody may open; empty for others."""
    return link_to(report) if public(Wanted(numbers=(report,))) else ""


def _choose(draft: dict[str, Any], words: str) -> bool:
    """The answer was the number of one of the choices."""
    choices, chosen = draft.get("choices", []), choice_in(words)
    if chosen is None or not 1 <= chosen <= len(choices):
        return False
    draft[draft["asks"]] = choices[chosen - 1]
    return True


def _find(draft: dict[str, Any], words: str) -> None:
    """The place that the words name, or what may be meant, to choose from."""
    named = places_in(words, CHOICES_AT_MOST)
    if len(named) == 1:
        draft["place"] = _plain(named[0])
    else:
        draft["places"] = [_plain(each) for each in named or places_like(words, CHOICES_AT_MOST)]


def _ask(message: Incoming, answer: Answer) -> None:
    draft = message.draft
    message.state, message.times_asked = State.ASKED, message.times_asked + 1
    if "place" not in draft:
        draft["asks"], draft["choices"] = "place", draft.pop("places", [])
        choices = numbered([f"{each['text']}, {each['area']}" for each in draft["choices"]])
        answer(notices.said(notices.WHICH if choices else notices.WHERE, choices))
    else:
        kinds = [*common_kinds(CHOICES_AT_MOST), (_anything(), str(notices.OTHER))]
        draft["asks"], draft["choices"] = "kind", [slug for slug, _name in kinds]
        answer(notices.said(notices.WHAT, numbered([name for _slug, name in kinds])))


def _hold(message: Incoming, reason: Reason, said: str = "") -> None:
    message.state, message.reason, message.said = State.HELD, reason, said[:300]


def _anything() -> str:
    """The kind for what fits no other: the last one offered; empty where nothing can be reported."""
    kinds = offered()
    return kinds[-1].slug if kinds else ""


def _plain(found: Any) -> dict[str, Any]:
    return {"text": found.text, "area": found.area, "lat": found.lat, "lon": found.lon}
