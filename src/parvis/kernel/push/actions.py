"""The only writers of devices, and the channel that rings on them."""

import json
from collections.abc import Iterable
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from parvis.kernel.clock import now
from parvis.kernel.consents.contracts import Way, consenting, give, withdraw
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.notices.channels import CarryError, Channel, register_channel
from parvis.kernel.notices.kinds import kind_named
from parvis.kernel.notices.models import EMAIL, Delivery
from parvis.kernel.outbound import ForbiddenAddressError, OutboundError, check_address, fetch
from parvis.kernel.people.models import Person
from parvis.kernel.push.engine.base64url import decoded
from parvis.kernel.push.engine.sealing import SECRET_LENGTH, read_point, sealed
from parvis.kernel.push.engine.signing import authorization
from parvis.kernel.push.models import Device
from parvis.kernel.push.queries import own_key
from parvis.kernel.push.rules import (
    DEVICES_AT_MOST,
    LABEL_LENGTH,
    Outcome,
    outcome_of,
    patience_with,
    wait_of,
)

CONSENT = "push.devices"
SALT = "push.seen"
TITLE_LENGTH = 300
DAY = 24 * 3600
MOST_BYTES = 64 * 1024


class UnusableDeviceError(Exception):
    """What the browser gave is no subscription; the message is a sentence for the person."""


def add_device(person: Person, endpoint: str, point: str, secret: str, label: str = "") -> Device:
    """Ring on this device from now on. The same device again is one; it belongs to who used it last."""
    schemes = ("https://", "http://") if settings.OUTBOUND_MAY_REACH_THIS_MACHINE else ("https://",)
    try:
        check_address(endpoint)
        read_point(decoded(point))
        is_usable = len(decoded(secret)) == SECRET_LENGTH and endpoint.startswith(schemes)
    except (ForbiddenAddressError, ValueError):
        is_usable = False
    if not is_usable or len(endpoint) > 600:
        raise UnusableDeviceError(_("This browser gave no address to which we can send. Please try another."))
    given = {"person": person, "point": point, "secret": secret, "label": label[:LABEL_LENGTH]}
    with transaction.atomic():
        Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
        device, _made = Device.objects.update_or_create(endpoint=endpoint, defaults=given)
        kept = Device.objects.filter(person=person).exclude(pk=device.pk).values("pk")[: DEVICES_AT_MOST - 1]
        Device.objects.filter(person=person).exclude(pk=device.pk).exclude(pk__in=kept).delete()
        give(person, CONSENT, Way.DEVICE)  # they pressed the button beside these very words
    return device


def remove_device(person: Person, public_id: str) -> None:
    """Ring there no more; twice is once. Without a device there is nothing to agree to."""
    with transaction.atomic():
        Device.objects.filter(person=person, public_id=public_id).delete()
        if not Device.objects.filter(person=person).exists():
            withdraw(person, CONSENT, Way.DEVICE)


def remove_all(person: Person) -> None:
    """They said no: from now on nothing rings, and no address is kept."""
    Device.objects.filter(person=person).delete()


def forget_devices(leaving: Leaving) -> None:
    """Nothing rings for whoever left."""
    Device.objects.filter(leaving.whose(person="person")).delete()


@register_channel
class Push(Channel):
    """To all devices of a person; carried as soon as one of them has it, so that nothing rings twice."""

    name = "push"
    label = gettext_lazy("notification on my devices")
    is_wanted_unasked = True  # whoever adds a device asked for it
    tells_seen = True

    def reaches(self, people: Iterable[int]) -> set[int]:
        return set(
            Device.objects.filter(person_id__in=people, person__in=consenting(CONSENT))
            .order_by("pk")
            .values_list("person_id", flat=True)
        )

    def carry(self, delivery: Delivery) -> None:
        agreed = Device.objects.filter(person=delivery.notice.person_id, person__in=consenting(CONSENT))
        devices = list(agreed.order_by("pk"))
        answers = [_send(device, delivery, patience_with(len(devices))) for device in devices]
        outcomes = {outcome for outcome, _wait in answers}
        if Outcome.TAKEN in outcomes:
            return
        if Outcome.LATER in outcomes:
            waits = [wait for _outcome, wait in answers if wait is not None]
            raise CarryError("The push service asks us to come again.", after=max(waits, default=None))
        raise CarryError("No device takes it.", is_final=True)


def _send(device: Device, delivery: Delivery, seconds: float) -> tuple[Outcome, timedelta | None]:
    """To one device; what is gone is forgotten."""
    body = sealed(message_of(delivery), decoded(device.point), decoded(device.secret))
    try:
        check_address(device.endpoint)
        answer = fetch(
            device.endpoint,
            method="POST",
            content=body,
            headers=_headers(device, delivery),
            seconds=seconds,
            most_bytes=MOST_BYTES,
        )
    except ForbiddenAddressError:
        device.delete()
        return Outcome.GONE, None
    except OutboundError:
        return Outcome.LATER, None
    outcome = outcome_of(answer.status)
    if outcome is Outcome.GONE:
        device.delete()
    return outcome, wait_of(answer.headers.get("retry-after", ""))


def _headers(device: Device, delivery: Delivery) -> dict[str, str]:
    contact = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return {
        "Authorization": authorization(device.endpoint, own_key(), contact, now()),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(_seconds_of_use(delivery)),
        "Topic": f"notice-{delivery.notice_id}",  # a repeat takes the place of the first
        "Urgency": "high" if kind_named(delivery.notice.kind).urgent else "normal",
    }


def _seconds_of_use(delivery: Delivery) -> int:
    """Not longer than until the letter goes: a device that wakes up later must not ring as well."""
    letter = Delivery.objects.filter(notice=delivery.notice_id, channel=EMAIL, due_at__isnull=False)
    return settings.NOTICE_FALLBACK_MINUTES * 60 if letter.exists() else DAY


def message_of(delivery: Delivery) -> bytes:
    """What the service worker shows; `seen` is the proof by which it may say that it did."""
    notice = delivery.notice
    with override(notice.language):
        told = {
            "title": notice.title[:TITLE_LENGTH],
            "city": settings.CITY.name,
            "path": notice.path,
            "tag": f"notice-{notice.pk}",
            "lang": notice.language,
            "seen": signing.dumps(delivery.pk, salt=SALT),
        }
    return json.dumps(told, ensure_ascii=False).encode()
