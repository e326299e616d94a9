"""What an office says: by answering the letter, or on the page that it leads to. Each once."""

from django.db import transaction

from parvis.kernel.clock import now
from parvis.kernel.journal.actions import record
from parvis.services.dispatch.contracts import Consignment, come_back, consignment, take_word
from parvis.services.letterbox.contracts import Reason
from parvis.services.mime.contracts import Mail
from parvis.services.reports.contracts import Closing, State, Word
from parvis.services.workmail.queries import WAY, mailbox_of
from parvis.services.workmail.rules import Deed, key_in, same_house

MEANINGS: dict[Deed, tuple[State | None, Closing | None]] = {
    Deed.WORDS: (None, None),
    Deed.STARTED: (State.IN_PROGRESS, None),
    Deed.DONE: (State.CLOSED, Closing.DONE),
    Deed.NOT_FOUND: (State.CLOSED, Closing.NOT_FOUND),
    Deed.NO_ACTION: (State.CLOSED, Closing.NO_ACTION),
    Deed.NOT_OURS: (State.CLOSED, Closing.NOT_OURS),
}


def answer(sent: Consignment, deed: Deed, words: str, *, key: str) -> bool:
    """Do on the report what the office says; False where this very answer was given before."""
    state, closing = MEANINGS[deed]
    with transaction.atomic():
        is_new = take_word(sent.key, key, Word(sent.office, state, closing, words, now()))
        if is_new:
            subject, office = f"reports.report:{sent.report}", {"office": sent.office}
            record("workmail.order.answered", subject=subject, actor="system", data=office)
    return is_new


def hear_mail(about: str, mail: Mail) -> Reason | None:
    """Mail to the address that a letter asked to answer to: words of the office, or the letter itself, sent back."""
    sent = consignment(key_in(about))
    if sent is None or not sent.address.startswith(f"{WAY}:"):
        return Reason.REFUSED
    if mail.returned:
        come_back(sent.key, mail.returned)
    elif not mail.is_automatic:
        if not same_house(mail.sender, mailbox_of(sent)):
            return Reason.OTHER_SENDER
        if not mail.words:
            return Reason.NO_WORDS
        answer(sent, Deed.WORDS, mail.words, key=f"mail-{mail.digest[:40]}")
    return None
