"""The only writers of flags, decisions and rate limits."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from parvis.kernel.clock import now
from parvis.kernel.files.models import Upload
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.trust.models import Allowance, Decision, Flag, Original
from parvis.kernel.trust.rules import (
    DAYS_WITHHELD,
    Bucket,
    Ground,
    Limit,
    Part,
    PassageError,
    Span,
    joined,
    spans_of,
    spend,
    without,
)

WITHHELD = "trust.withheld"


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


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is taken away, in words that its author reads, and who decides it."""

    ground: Ground
    words: str
    by: Person


def hide(subject: str, reason: Reason) -> Decision:
    """Hide all of something, with the reason that its author gets; settles the flags on it. Twice is once."""
    with transaction.atomic():
        standing = Decision.objects.filter(subject=subject, part=Part.WHOLE, lifted_at=None).first()
        return standing or _decide(subject, reason)


def cut(subject: str, shown: str, passages: Sequence[str], reason: Reason) -> tuple[Decision, str]:
    """Take passages out of words; gives the words to show from now on. `shown` is what is shown now.

    The original is kept here, where no page, feed or export looks. `RefusedError`: a passage is not in it, or is cut.
    """
    with transaction.atomic():
        original, _new = Original.objects.select_for_update(of=("self",)).get_or_create(
            subject=subject, defaults={"words": shown}
        )
        original.kept_at = now()
        original.save(update_fields=["kept_at"])
        try:
            spans = spans_of(original.words, passages)
        except PassageError as missing:
            raise RefusedError(
                gettext("These words do not stand there: “%(words)s”. Copy them as they are.")
                % {"words": missing.passage}
            ) from missing
        before = joined(_cuts(original))
        if not spans or joined([*before, *spans]) == before:
            raise RefusedError(gettext("Copy the words that nobody shall read; those are hidden already."))
        decision = _decide(subject, reason, part=Part.WORDS, kept={"spans": spans, "original": original.pk})
        return decision, without(original.words, [*before, *spans])


def withhold(subject: str, upload: Upload, kept: Mapping[str, Any], reason: Reason) -> Decision:
    """Keep a photograph that its module has let go of for `DAYS_WITHHELD`, so that it can be put back.

    Until then it is shown by signed addresses alone, and nobody can send it in again.
    """
    with transaction.atomic():
        known = {**kept, "purpose": upload.purpose}
        decision = _decide(subject, reason, part=Part.PHOTO, kept=known, upload=upload)
        upload.purpose, upload.keep_until = WITHHELD, now() + timedelta(days=DAYS_WITHHELD)
        upload.save(update_fields=["purpose", "keep_until"])
    return decision


def lift(decision: Decision) -> str | None:
    """Lift a standing decision, once. Gives the words to show from now on; None where they do not change.

    A photograph is ready for its module to take again. `RefusedError`: what was taken away is not kept any more.
    """
    with transaction.atomic():
        standing = Decision.objects.select_for_update(of=("self",)).filter(pk=decision.pk, lifted_at=None)
        found = standing.select_related("upload").first()
        if found is None:
            return None
        found.lifted_at = decision.lifted_at = now()
        found.save(update_fields=["lifted_at"])
        if found.part == Part.WORDS:
            return _uncut(found)
        if found.part == Part.PHOTO:
            _release(found)
    return None


def forget_originals(subjects: Iterable[str]) -> int:
    """The words are to go, so what was taken out of them goes too; returns how many there were."""
    removed, _by_model = Original.objects.filter(subject__in=list(subjects)).delete()
    return removed


def _decide(subject: str, reason: Reason, **what: Any) -> Decision:
    words = reason.words.strip()
    if not words:
        raise RefusedError(gettext("Say why, in words that the author will read."))
    return Decision.objects.create(
        subject=subject,
        ground=reason.ground,
        words=words[:500],
        decided_by=reason.by,
        flagged=bool(settle(subject)),
        **what,
    )


def _cuts(original: Original) -> list[Span]:
    """What stands cut out of this original; cuts of one that is not kept any more stay cut."""
    standing = Decision.objects.filter(subject=original.subject, part=Part.WORDS, lifted_at=None)
    rows = standing.filter(kept__original=original.pk).order_by("pk")
    return [span for kept in rows.values_list("kept", flat=True) for span in kept["spans"]]


def _uncut(decision: Decision) -> str:
    known = Original.objects.select_for_update(of=("self",)).filter(subject=decision.subject)
    original = known.filter(pk=decision.kept["original"]).first()
    if original is None:
        raise RefusedError(gettext("What was taken out is not kept any more."))
    left = _cuts(original)
    if not left:
        original.delete()
    return without(original.words, left)


def _release(decision: Decision) -> None:
    upload, kept = decision.upload, decision.kept
    if upload is None:
        raise RefusedError(gettext("The photograph is not kept any more."))
    upload.purpose, upload.keep_until = kept["purpose"], None
    upload.save(update_fields=["purpose", "keep_until"])


def settle(subject: str) -> int:
    """The flags on something were looked at; returns how many."""
    return Flag.objects.filter(subject=subject, settled_at=None).update(settled_at=now())


def forget_flagger(leaving: Leaving) -> None:
    """Forget the words of somebody's flags if their words are to go; that something was flagged stays, unnamed."""
    if leaving.words_too:
        Flag.objects.filter(leaving.whose(person="person")).update(words="")
