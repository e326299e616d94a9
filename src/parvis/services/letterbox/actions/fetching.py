"""Messages that lie in a mailbox elsewhere (IMAP, RFC 9051) are brought in."""

import imaplib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from parvis.services.letterbox.actions.taking import take
from parvis.services.mime.contracts import MOST_BYTES

log = logging.getLogger(__name__)
SECONDS_TO_ANSWER = 20
PORT, PORT_OF_TLS = 143, 993
AT_ONCE = 100


class MailboxError(Exception):
    """The mailbox cannot be read; the message is a sentence for the log."""


def fetch(address: str) -> int:
    """Take in what is unread in imaps://user:password@host/FOLDER; returns how many. Each is marked as read only after
    it was taken in, so that nothing is lost when this ends in the middle. `MailboxError`: the mailbox does not answer.
    """
    where = urlsplit(address)
    try:
        with _connected(where.scheme, where.hostname or "", where.port) as box:
            box.login(unquote(where.username or ""), unquote(where.password or ""))
            box.select(unquote(where.path.strip("/")) or "INBOX")
            return sum(_taken(box, number) for number in _unread(box)[:AT_ONCE])
    except (imaplib.IMAP4.error, OSError) as failed:
        raise MailboxError(f"The mailbox at {where.hostname} cannot be read: {failed}") from failed


@contextmanager
def _connected(scheme: str, host: str, port: int | None) -> Iterator[imaplib.IMAP4]:
    """The mailbox; afterwards we say goodbye, and hang up even where nobody hears it."""
    if scheme == "imaps":
        box: imaplib.IMAP4 = imaplib.IMAP4_SSL(host, port or PORT_OF_TLS, timeout=SECONDS_TO_ANSWER)
    else:
        box = imaplib.IMAP4(host, port or PORT, timeout=SECONDS_TO_ANSWER)
    try:
        yield box
    finally:
        try:
            box.logout()
        except (imaplib.IMAP4.error, OSError):
            box.shutdown()


def _unread(box: imaplib.IMAP4) -> list[str]:
    _kind, lines = box.uid("SEARCH", "UNSEEN")
    return lines[0].decode().split() if lines and lines[0] else []


def _taken(box: imaplib.IMAP4, number: str) -> bool:
    _kind, lines = box.uid("FETCH", number, f"(BODY.PEEK[]<0.{MOST_BYTES + 1}>)")
    raw = next((line[1] for line in lines if isinstance(line, tuple)), None)
    if raw is None:
        log.warning("The mailbox gave no message %s.", number)
        return False
    take(raw)
    box.uid("STORE", number, "+FLAGS", r"(\Seen)")
    return True
