"""The only writers of kiosks: they are put up by an official, opened once on one device, and closed again."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.journal.actions import once, record
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.services.counter.contracts import code_of, digest_of, read_code
from parvis.services.kiosk.models import Kiosk
from parvis.services.kiosk.policies import may_run_kiosks
from parvis.services.kiosk.rules import OPENING_LIVES, can_open


def put_up(by: Person, name: str, key: str) -> str:
    """Make a kiosk known; gives the code that opens it within the hour, on one device. The same key, the same kiosk."""
    require(may_run_kiosks(by))
    code = code_of(f"kiosk/{key}")

    def make() -> str:
        ends = now() + OPENING_LIVES
        made = Kiosk.objects.create(name=name, opening=digest_of(code), opening_ends_at=ends, made_by=by)
        record("kiosk.screen.put_up", subject=f"kiosk.screen:{made.public_id}", actor=by.public_id)
        return made.public_id

    with transaction.atomic():
        once(f"kiosk.screen:{key}", make)
    return code


def open_kiosk(code: str) -> str:
    """Bind the device that this code was typed on: gives the secret that it is to keep. `RefusedError` says why not."""
    digest = digest_of(read_code(code) or "")
    with transaction.atomic():
        found = Kiosk.objects.select_for_update(of=("self",)).filter(opening=digest).first()
        if found is None or not can_open(found.opening_ends_at, now()):
            raise RefusedError(_("This code opens no kiosk, or it is more than an hour old."))
        secret = secrets.token_urlsafe(32)
        found.opening, found.device, found.opened_at = "", digest_of(secret), now()
        found.save()
    return secret


def close_kiosk(public_id: str, by: Person) -> None:
    """The device is a kiosk no longer, from its next page on."""
    require(may_run_kiosks(by))
    with transaction.atomic():
        found = Kiosk.objects.select_for_update(of=("self",)).filter(public_id=public_id).first()
        if found is None:
            raise AbsentError
        if found.closed_at is None:
            found.opening, found.device, found.closed_at = "", "", now()
            found.save()
            record("kiosk.screen.closed", subject=f"kiosk.screen:{public_id}", actor=by.public_id)


def forget_official(leaving: Leaving) -> None:
    """Kiosks stay, without whoever put them up."""
    Kiosk.objects.filter(leaving.whose(person="made_by")).update(made_by=None)
