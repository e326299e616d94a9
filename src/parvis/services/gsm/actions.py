"""One call to a gateway, and what it says to us: the only place that knows how gateways speak."""

import base64
import json
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from django.conf import settings

from parvis.kernel.outbound import OutboundError, UnreachedError, fetch
from parvis.services.gsm.engine.delivery import Outcome, outcome_of
from parvis.services.gsm.engine.forms import Text, hushed, is_signed, read_text

DEMO = "demo"
SECONDS = 20.0


class UnsentError(Exception):
    """One try failed; the message is for officials, and without anybody's number."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome


class ForgedError(Exception):
    """A form that no gateway of ours signed."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A form as it came: the full address that it was sent to, its fields, what its signature header says."""

    address: str
    fields: tuple[tuple[str, str], ...]
    signature: str


class Gateway(Protocol):
    """What a gateway must be able to do. `knows_keys`: it takes a message with the same key only once."""

    knows_keys: bool

    def send(self, phone: str, words: str, key: str, callback: str) -> None:
        """Hand over one message, with the address at which to say what became of it; `UnsentError` says what went
        wrong and whether it may have gone out."""

    def read_text(self, hook: Webhook) -> Text:
        """The message in a form. `ForgedError`, or `FormError` where it is none."""

    def read_status(self, hook: Webhook) -> str:
        """The gateway's word for where a message of ours is. `ForgedError`."""


class HttpGateway:
    """Posts `To`, `From`, `Body` and `StatusCallback` with Basic authentication, and our key as `Idempotency-Key`."""

    def __init__(self) -> None:
        self.knows_keys: bool = settings.SMS_KNOWS_KEYS

    def send(self, phone: str, words: str, key: str, callback: str) -> None:
        fields = {"To": phone, "From": settings.SMS_NUMBER, "Body": words, "StatusCallback": callback}
        proof = base64.b64encode(f"{settings.SMS_ACCOUNT}:{settings.SMS_TOKEN}".encode()).decode()
        headers = {
            "Authorization": f"Basic {proof}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Idempotency-Key": key,
        }
        try:
            answer = fetch(
                settings.SMS_GATEWAY,
                method="POST",
                content=urlencode(fields).encode(),
                headers=headers,
                seconds=SECONDS,
            )
        except UnreachedError as unreached:
            raise UnsentError(Outcome.LATER, str(unreached)) from unreached
        except OutboundError as failed:
            raise UnsentError(Outcome.UNSURE, str(failed)) from failed
        outcome = outcome_of(answer.status)
        if outcome is not Outcome.SENT:
            raise UnsentError(outcome, hushed(f"{answer.status}: {_said(answer.content)}"))

    def read_text(self, hook: Webhook) -> Text:
        return read_text(_proved(hook))

    def read_status(self, hook: Webhook) -> str:
        return _proved(hook).get("MessageStatus", "")


class DemoGateway:
    """Sends nothing anywhere and believes no form: in the demo, the office plays the phone."""

    knows_keys = True

    def send(self, phone: str, words: str, key: str, callback: str) -> None:
        return None

    def read_text(self, hook: Webhook) -> Text:
        raise ForgedError

    def read_status(self, hook: Webhook) -> str:
        raise ForgedError


def gateway() -> Gateway | None:
    """The city's gateway; None where it has none, or where its secret is missing."""
    if settings.SMS_GATEWAY == DEMO:
        return DemoGateway()
    return HttpGateway() if settings.SMS_GATEWAY and settings.SMS_TOKEN else None


def _proved(hook: Webhook) -> dict[str, str]:
    if not is_signed(hook.signature, hook.address, hook.fields, settings.SMS_TOKEN):
        raise ForgedError
    return dict(hook.fields)


def _said(content: bytes) -> str:
    """The sentence in a refusal: `{"message": "…"}`; anything else is left out."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return ""
    return str(told.get("message", ""))[:150] if isinstance(told, dict) else ""
