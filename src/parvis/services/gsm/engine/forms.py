"""How gateways hand over messages and say what became of ours: forms with a signature in a header.

The shape is Twilio's (twilio.com/docs/usage/security, /docs/messaging/guides/webhook-request), which many others
speak as well: `From`, `To`, `Body`, `MessageSid`; `MessageStatus` for deliveries; `X-Twilio-Signature` with the
HMAC-SHA1, in Base64, of the address and all fields sorted by name.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SIGNATURE = "X-Twilio-Signature"
WORDS_AT_MOST = 1600
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_LONG_NUMBER = re.compile(r"\+?\d[\d ().-]{4,}\d")


@dataclass(frozen=True, slots=True)
class Text:
    """A message that somebody sent: the gateway's own number for it, who sent it (E.164), the words."""

    id: str
    sender: str
    words: str


class FormError(ValueError):
    """The form is not a message; the words say what is missing."""


def signature_of(address: str, fields: Iterable[tuple[str, str]], secret: str) -> str:
    """What the header must say for a form that was sent to this address."""
    text = address + "".join(f"{name}{value}" for name, value in sorted(set(fields)))
    return base64.b64encode(hmac.new(secret.encode(), text.encode(), hashlib.sha1).digest()).decode()


def is_signed(given: str, address: str, fields: Iterable[tuple[str, str]], secret: str) -> bool:
    """True when only somebody with the secret can have sent it. Without a secret nothing is."""
    expected = signature_of(address, fields, secret)
    return bool(secret) and hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace"))


def read_text(fields: Mapping[str, str]) -> Text:
    """The message in a form. `FormError` where it has no number of its own, or no sender that can be answered."""
    sender, number = e164(fields.get("From", "")), fields.get("MessageSid", "").strip()
    if not number or not sender:
        raise FormError("A message has a MessageSid and comes From a number in full.")
    return Text(number[:200], sender, fields.get("Body", "").replace("\0", "").strip()[:WORDS_AT_MOST])


def e164(text: str) -> str:
    """The number with its country, as written everywhere; empty for short numbers and names: nobody to answer."""
    plain = re.sub(r"[ ().-]", "", text.strip())
    return plain if _E164.fullmatch(plain) and plain.isascii() else ""


def masked(phone: str) -> str:
    """What may be shown of a number: enough to tell two people on a page apart."""
    return f"…{phone[-3:]}"


def hushed(text: str) -> str:
    """The words of a gateway without the numbers of people that it likes to repeat."""
    return _LONG_NUMBER.sub("…", text)
