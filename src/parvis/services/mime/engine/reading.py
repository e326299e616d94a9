"""A message as it came → who sent it, to where, which words, which pictures. Nothing in it is believed."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import StrEnum
from itertools import islice
from typing import Any

from parvis.services.mime.engine.quoting import own_words, text_of_html

MOST_BYTES = 15 * 1024 * 1024
MOST_PARTS = 60
MOST_PICTURES = 4
MOST_LETTERS = 4000
MOST_ADDRESSES = 30
MOST_OF_A_REASON = 200
_ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])")
_TO = ("to", "cc", "delivered-to", "x-original-to", "envelope-to")
_MACHINES = re.compile(r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+.-].*)?@", re.I)
_FOR_MANY = frozenset({"bulk", "junk", "list", "auto_reply"})


class Fault(StrEnum):
    """Why a message cannot be read."""

    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    NO_SENDER = "no_sender"


class UnreadableError(Exception):
    """The message cannot be read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Mail:
    """A message. `digest` is the same for the same message however often it is brought; `is_automatic`: a machine wrote
    it, and must get no answer. `returned` is why a letter of ours could never be delivered, empty for anything else.
    `sender` is what the message claims."""

    digest: str
    sender: str
    addressed: tuple[str, ...]
    subject: str
    words: str
    pictures: tuple[tuple[str, bytes], ...]
    is_automatic: bool
    returned: str = ""


def read(raw: bytes) -> Mail:
    """`UnreadableError` says why not. Whatever a message does to the parser of the standard library, it ends there."""
    if len(raw) > MOST_BYTES:
        raise UnreadableError(Fault.TOO_LARGE)
    try:
        return _read(raw)
    except UnreadableError:
        raise
    except Exception as broken:  # what hostile mail breaks is kept and looked at by a person
        raise UnreadableError(Fault.UNREADABLE) from broken


def clean(text: str) -> str:
    """The text without what a database or a page cannot bear: control signs, halves of characters."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(sign for sign in whole if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})


def digest_of(raw: bytes, message_id: str = "", sender: str = "") -> str:
    """Of the number that its sender gave it; of all of it where there is none."""
    known = f"{message_id}|{sender}".encode("utf-8", "replace") if message_id else raw
    return hashlib.sha256(known).hexdigest()


def _read(raw: bytes) -> Mail:
    message: Any = message_from_bytes(raw, policy=policy.default)
    senders = _addresses(message, ("from",))
    if len(senders) != 1:
        raise UnreadableError(Fault.NO_SENDER)
    parts = list(_parts(message))
    text = next((_text(part) for part in parts if part.get_content_type() == "text/plain"), "")
    if not text.strip():
        pages = (part for part in parts if part.get_content_type() == "text/html")
        text = next((text_of_html(_text(part)) for part in pages), "")
    return Mail(
        digest=digest_of(raw, str(message.get("message-id", "")).strip(), senders[0]),
        sender=senders[0],
        addressed=tuple(_addresses(message, _TO)),
        subject=clean(" ".join(str(message.get("subject", "")).split()))[:200],
        words=own_words(clean(text))[:MOST_LETTERS],
        pictures=tuple(_pictures(parts)),
        is_automatic=_is_automatic(message, senders[0]),
        returned=_returned(message),
    )


def _addresses(message: EmailMessage, names: tuple[str, ...]) -> list[str]:
    found: dict[str, None] = {}
    for name in names:
        for header in message.get_all(name, [])[:MOST_ADDRESSES]:
            listed = getattr(header, "addresses", None)
            texts = [each.addr_spec for each in listed] if listed is not None else [str(header).strip("<> ")]
            found |= {text.lower(): None for text in texts if _ADDRESS.fullmatch(text) and len(text) <= 254}
    return list(found)[:MOST_ADDRESSES]


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The leaves, in their order and without going down by calling oneself: nesting costs nothing."""
    waiting, seen = [message], 0
    while waiting:
        part = waiting.pop(0)
        seen += 1
        if seen > MOST_PARTS:
            return
        if part.get_content_type() == "message/rfc822":
            continue  # a letter that somebody passes on is not theirs
        if part.is_multipart():
            waiting[:0] = [each for each in part.iter_parts() if isinstance(each, EmailMessage)]
        else:
            yield part


def _text(part: EmailMessage) -> str:
    if part.get_content_disposition() == "attachment":
        return ""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, UnicodeError):  # a charset that nobody knows, or that is no charset of texts
        return content.decode("utf-8", "replace")


def _pictures(parts: list[EmailMessage]) -> Iterator[tuple[str, bytes]]:
    pictures = [part for part in parts if part.get_content_maintype() == "image"]
    for number, part in enumerate(pictures[:MOST_PICTURES]):
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield f"photo-{number}.{part.get_content_subtype()[:8]}", content


def _returned(message: EmailMessage) -> str:
    """What a mail server says of a letter that it gave up (RFC 3464); a delay is not the end."""
    if message.get_content_type() != "multipart/report":
        return ""
    for part in islice(message.walk(), MOST_PARTS):
        if str(part.get("action", "")).strip().lower() == "failed":
            said = str(part.get("diagnostic-code", "") or part.get("status", "")) or "failed"
            return clean(" ".join(said.split()))[:MOST_OF_A_REASON]
    return ""


def _is_automatic(message: EmailMessage, sender: str) -> bool:
    """RFC 3834, and what older machines write instead."""
    marks = {
        name: str(message.get(name, "")).strip().lower()
        for name in ("auto-submitted", "precedence", "return-path")
    }
    return (
        marks["auto-submitted"] not in ("", "no")
        or marks["precedence"] in _FOR_MANY
        or marks["return-path"] == "<>"
        or any(
            name in message
            for name in ("list-id", "list-post", "list-unsubscribe", "x-autoreply", "x-autorespond")
        )
        or message.get_content_type() == "multipart/report"
        or bool(_MACHINES.match(sender))
    )
