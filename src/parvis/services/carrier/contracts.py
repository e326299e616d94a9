"""What neighbours may ask of the carrier: phones, to say something, what a gateway hands over, how things stand."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from parvis.services.carrier.actions.lines import Caller, hold, keep_thread, start, stop, touch
from parvis.services.carrier.actions.sending import say
from parvis.services.carrier.models import Line, Outgoing, Thread
from parvis.services.carrier.notices import link_to
from parvis.services.carrier.queries import asked_to_look, is_stopped, latest_thread, lines_of
from parvis.services.carrier.rules import VIA
from parvis.services.gsm.contracts import SIGNATURE, Webhook, gateway, masked

__all__ = [
    "VIA",
    "Caller",
    "Phone",
    "Thread",
    "asked_to_look",
    "hold",
    "is_willing",
    "keep_thread",
    "language_of",
    "latest_thread",
    "lines_of",
    "link_to",
    "phones_of",
    "said_to",
    "say",
    "start",
    "stop",
    "touch",
    "webhook_of",
]


@dataclass(frozen=True, slots=True)
class Phone:
    """What may be shown of a number, and whose it is, where that is known."""

    mask: str
    person: int | None


def phones_of(lines: set[str]) -> dict[str, Phone]:
    """The phones behind these lines, for officials who read what came from them; of one that is gone nothing."""
    rows = Line.objects.filter(public_id__in=lines).order_by("pk")
    known = {each.public_id: Phone(masked(each.phone), each.person_id) for each in rows}
    return {line: known.get(line, Phone("", None)) for line in lines}


def language_of(line: str) -> str:
    """The language to write in; empty when the phone is gone."""
    return Line.objects.filter(public_id=line).values_list("language", flat=True).first() or ""


def is_willing(line: str) -> bool:
    """True when something can be said to this phone."""
    phone = Line.objects.filter(public_id=line).values_list("phone", flat=True).first()
    return phone is not None and gateway() is not None and not is_stopped(phone)


def said_to(phone: str, most: int = 10) -> list[Outgoing]:
    """What was said to a number, the newest first."""
    return list(Outgoing.objects.filter(line__phone=phone)[:most])


def webhook_of(request: HttpRequest) -> Webhook:
    """The form that a gateway sent, with the address that it knows us by: a proxy may have called us another."""
    fields = tuple((name, value) for name, values in request.POST.lists() for value in values)
    address = str(settings.SITE_ADDRESS) + request.get_full_path()
    return Webhook(address, fields, request.headers.get(SIGNATURE, ""))
