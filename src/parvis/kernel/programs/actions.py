"""The only writers of programs."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.journal.actions import Draft, record, record_many
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.programs.models import Program
from parvis.kernel.programs.policies import may_change, may_grant, may_revoke
from parvis.kernel.programs.registry import all_scopes, reserved_scopes
from parvis.kernel.programs.rules import (
    CALLS_AN_HOUR_AT_MOST,
    PROGRAMS_AT_MOST,
    digest,
    given_at_once,
    new_key,
)
from parvis.kernel.signs import without_turns
from parvis.kernel.trust.actions import allow, known_caller
from parvis.kernel.trust.rules import Limit

# When a key was last used is told to the hour: one write an hour, not one a call.
NOTED_AFTER = timedelta(hours=1)
# Each program has calls of its own: whoever could make new ones at will would have as many as they like.
REGISTERING = Limit("programs.register", burst=10, per_hour=1)


class UnknownKeyError(RefusedError):
    """The key is missing, unknown or revoked, or its program may not do this."""


def register(owner: Person, name: str, website: str = "", wanted: Iterable[str] = ()) -> tuple[Program, str]:
    """A new program and its key, which is shown this once and never again."""
    allow(REGISTERING, known_caller(owner))
    at_once, asked = given_at_once(_known(wanted), reserved_scopes())
    key = new_key()
    with transaction.atomic():
        Person.objects.select_for_update(of=("self",)).get(pk=owner.pk)  # so that two windows count as one
        if Program.objects.filter(owner=owner, revoked_at=None).count() >= PROGRAMS_AT_MOST:
            raise RefusedError(
                _("You have %(count)s programs. Switch one off first.") % {"count": PROGRAMS_AT_MOST}
            )
        program = Program.objects.create(
            owner=owner,
            name=without_turns(name),
            website=website,
            scopes=at_once,
            asked=asked,
            key_digest=digest(key),
            key_end=key[-4:],
        )
        record("programs.program.registered", subject=program.subject, actor=owner.public_id)
    return program, key


def renew_key(public_id: str, by: Person) -> tuple[Program, str]:
    """Another key for a program; the old one opens nothing from now on."""
    key = new_key()
    with transaction.atomic():
        program = _locked(public_id)
        require(may_change(by, program))
        program.key_digest, program.key_end = digest(key), key[-4:]
        program.save(update_fields=["key_digest", "key_end"])
        record("programs.program.rekeyed", subject=program.subject, actor=by.public_id)
    return program, key


def grant(public_id: str, by: Person, scopes: Iterable[str], per_hour: int) -> Program:
    """The desk decides: of the reserved scopes these and no others, and so many calls an hour."""
    if not 1 <= per_hour <= CALLS_AN_HOUR_AT_MOST:
        raise RefusedError(_("Choose a number from 1 to %(most)s.") % {"most": CALLS_AN_HOUR_AT_MOST})
    with transaction.atomic():
        program = _locked(public_id)
        require(may_grant(by))
        if program.revoked_at:
            raise RefusedError(_("This program was switched off. Register it anew."))
        reserved = set(reserved_scopes())
        program.scopes = sorted((set(program.scopes) - reserved) | (set(_known(scopes)) & reserved))
        program.asked, program.per_hour = [], per_hour
        program.save(update_fields=["scopes", "asked", "per_hour"])
        record(
            "programs.program.granted",
            subject=program.subject,
            actor=by.public_id,
            data={"scopes": ", ".join(program.scopes), "per_hour": per_hour},
        )
    return program


def revoke(public_id: str, by: Person) -> Program:
    """Switch a program off; twice is once."""
    with transaction.atomic():
        program = _locked(public_id)
        require(may_revoke(by, program))
        if program.revoked_at is None:
            program.revoked_at = now()
            program.save(update_fields=["revoked_at"])
            record("programs.program.revoked", subject=program.subject, actor=by.public_id)
    return program


def revoke_all(by: Person) -> int:
    """Switch every program off, as after a breach; how many. Builders register anew, or ask for another key."""
    with transaction.atomic():
        living = list(Program.objects.select_for_update(of=("self",)).filter(revoked_at=None).order_by("pk"))
        Program.objects.filter(pk__in=[each.pk for each in living]).update(revoked_at=now())
        record_many(Draft("programs.program.revoked", each.subject, by.public_id) for each in living)
    return len(living)


def admit(key: str, scope: str) -> Program:
    """The program behind a key, one call counted.

    `UnknownKeyError` when the key opens nothing here, `TooManyError` when its program called too often.
    """
    program = Program.objects.filter(key_digest=digest(key), revoked_at=None).first() if key else None
    if program is None:
        raise UnknownKeyError(_("This key is not known here. Get one from the page for builders."))
    if scope not in program.scopes:
        raise UnknownKeyError(_("This key may not do that. Ask for it on the page of your programs."))
    allow(Limit("program", burst=program.per_hour, per_hour=program.per_hour), f"program-{program.pk}")
    moment = now()
    if program.used_at is None or moment - program.used_at > NOTED_AFTER:
        Program.objects.filter(pk=program.pk).update(used_at=moment)
    return program


def forget_builder(leaving: Leaving) -> None:
    """A program whose owner leaves is switched off: nobody would answer for it."""
    Program.objects.filter(leaving.whose(person="owner"), revoked_at=None).update(revoked_at=now())
    Program.objects.filter(leaving.whose(person="owner")).update(owner=None, website="", name="–")


def _known(scopes: Iterable[str]) -> list[str]:
    known = {scope.name for scope in all_scopes()}
    return [name for name in scopes if name in known]


def _locked(public_id: str) -> Program:
    return Program.objects.select_for_update(of=("self",)).get(public_id=public_id)
