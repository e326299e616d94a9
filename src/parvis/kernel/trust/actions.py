"""The only writers of flags, decisions and rate limits."""

import hashlib
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from parvis.kernel.clock import now
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.trust.models import Allowance, Decision, Flag
from parvis.kernel.trust.rules import Bucket, Ground, Limit, spend


class TooManyError(RefusedError):
    """The caller must wait; `seconds` says how long."""

    def __init__(self, seconds: int) -> None:
        minutes = max(1, -(-seconds // 60))
        super().__init__(
            ngettext(
                "That was a lot at once. Please try again in %(minutes)s minute.",
                "That was a lot at once. Please try again in %(minutes)s minutes.",
                minutes,
            )
            % {"minutes": minutes}
        )
        self.seconds = seconds


def allow(limit: Limit, caller: str) -> None:
    """Count one use by this caller; `TooManyError` when there were too many. Kept even if the caller then fails."""
    key = f"{limit.name}:{caller}"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        found = Allowance.objects.filter(pk=key).first()
        bucket = Bucket(found.tokens, found.measured) if found else None
        after, wait = spend(bucket, limit, now().timestamp())
        Allowance.objects.update_or_create(
            key=key, defaults={"tokens": after.tokens, "measured": after.measured}
        )
    if wait:
        raise TooManyError(wait)


def caller_of(request: HttpRequest) -> str:
    """Who a limit counts for: the person signed in, else a daily hash of the address, so that no address is kept."""
    if request.user.is_authenticated:
        return f"person-{request.user.pk}"
    address = f"{now().date()} {request.META.get('REMOTE_ADDR', '')}"
    return "address-" + hashlib.sha256(address.encode()).hexdigest()[:24]


def forget_allowances(before: datetime) -> int:
    """Drop limits that nobody used since that moment: they are full again."""
    removed, _by_model = Allowance.objects.filter(measured__lt=before.timestamp()).delete()
    return removed


def flag(subject: str, ground: Ground, words: str, person: Person | None) -> bool:
    """Note that a reader objects; False when the same person did already."""
    try:
        with transaction.atomic():
            Flag.objects.create(subject=subject, ground=ground, words=words[:500], person=person)
    except IntegrityError:
        return False
    return True


def hide(subject: str, ground: Ground, words: str, by: Person) -> Decision:
    """Hide something, with the reason that its author gets; settles the flags on it. Twice is once."""
    if not words.strip():
        raise RefusedError(gettext("Say why, in words that the author will read."))
    with transaction.atomic():
        decision, _made = Decision.objects.get_or_create(
            subject=subject,
            lifted_at=None,
            defaults={"ground": ground, "words": words[:500], "decided_by": by},
        )
        settle(subject)
    return decision


def show_again(subject: str) -> bool:
    """Lift a decision; False when nothing was hidden."""
    return bool(Decision.objects.filter(subject=subject, lifted_at=None).update(lifted_at=now()))


def settle(subject: str) -> int:
    """The flags on something were looked at; returns how many."""
    return Flag.objects.filter(subject=subject, settled_at=None).update(settled_at=now())


def forget_flagger(leaving: Leaving) -> None:
    """Forget the words of somebody's flags if their words are to go; that something was flagged stays, unnamed."""
    if leaving.words_too:
        Flag.objects.filter(leaving.whose(person="person")).update(words="")
