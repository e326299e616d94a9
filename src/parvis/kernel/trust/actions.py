"""The only writers of flags, decisions and rate limits."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from parvis.kernel.clock import now
from parvis.kernel.files.models import Upload
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.permissions.arrivals import house_of
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.trust.models import Allowance, Decision, Flag, Original, Setback
from parvis.kernel.trust.queries import standing_of
from parvis.kernel.trust.rules import (
    DAYS_WITHHELD,
    Bucket,
    Ground,
    Limit,
    Part,
    PassageError,
    Span,
    Standing,
    grown,
    joined,
    spans_of,
    spend,
    without,
)

WITHHELD = "trust.withheld"


class TooManyError(RefusedError):
    """The caller must wait; `seconds` says how long. Where something would widen the limit, the sentence says what."""

    def __init__(self, seconds: int, wider: str = "") -> None:
        minutes = max(1, -(-seconds // 60))
        words = ngettext(
            "That was a lot at once. Please try again in %(minutes)s minute.",
            "That was a lot at once. Please try again in %(minutes)s minutes.",
            minutes,
        ) % {"minutes": minutes}
        super().__init__(f"{words} {wider}".strip())
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Caller:
    """For whom a limit counts: the name of their bucket, and the person where there is one."""

    key: str
    person: Person | None = None

    def __str__(self) -> str:
        return self.key


def allow(limit: Limit, caller: Caller | str) -> None:
    """Count one use by this caller; `TooManyError` when there were too many. Kept even if the caller then fails.

    A limit that `grows` is as wide as the person's standing makes it; a name alone has none.
    """
    key = f"{limit.name}:{caller}"
    standing = _standing(limit, caller)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        found = Allowance.objects.filter(pk=key).first()
        bucket = Bucket(found.tokens, found.measured) if found else None
        after, wait = spend(bucket, grown(limit, standing), now().timestamp())
        Allowance.objects.update_or_create(
            key=key, defaults={"tokens": after.tokens, "measured": after.measured}
        )
    if wait:
        raise TooManyError(wait, _wider(standing) if limit.grows else "")


def caller_of(request: HttpRequest) -> Caller:
    """Who a limit counts for: the person signed in, else a daily hash of their house, so that no address is kept."""
    if request.user.is_authenticated:
        return known_caller(request.user)
    address = f"{now().date()} {house_of(request.META.get('REMOTE_ADDR', ''))}"
    return Caller("address-" + hashlib.sha256(address.encode()).hexdigest()[:24])


def known_caller(person: Person) -> Caller:
    """The person, wherever they call from."""
    return Caller(f"person-{person.pk}", person)


def _standing(limit: Limit, caller: Caller | str) -> Standing:
    if limit.grows and isinstance(caller, Caller) and caller.person is not None:
        return standing_of(caller.person)
    return Standing(Level.GUEST)


def _wider(standing: Standing) -> str:
    """What would let somebody do more; empty where nothing but time does."""
    if standing.set_back:
        return gettext("Advertising of yours was removed lately, so for now you can do as much as a guest.")
    if standing.level == Level.GUEST:
        return gettext("With an account you can do more in an hour.")
    if standing.level == Level.CONTACT_CONFIRMED:
        return gettext("Once the city knows that you live here, you can do more in an hour.")
    return ""


def set_back(author: Person, decision: Decision) -> None:
    """Somebody's advertising was taken away: for `DAYS_SET_BACK` they may as much as a guest.

    Other grounds cost nothing: whoever was rude or wrong once is no robot.
    """
    if decision.ground == Ground.SPAM:
        Setback.objects.get_or_create(decision=decision, defaults={"person": author})


def forget_allowances(before: datetime) -> int:
    """Drop limits that nobody used since that moment: they are full again."""
    return Allowance.objects.filter(measured__lt=before.timestamp()).delete()[0]


def flag(subject: str, ground: Ground, words: str, person: Person | None) -> bool:
    """Note that a reader objects. False when a flag of the same person waits: that one says now what they say now.

    `RefusedError`: new words do not fit beside those that wait.
    """
    said: dict[str, Any] = {"ground": ground, "words": words[:500]}
    if person is None:
        return bool(Flag.objects.create(subject=subject, **said))
    with transaction.atomic():
        rows = Flag.objects.select_for_update(of=("self",))
        known, is_new = rows.get_or_create(subject=subject, person=person, settled_at=None, defaults=said)
        if not is_new:
            both = known.words if words in known.words else f"{known.words}\n{words}".strip()
            if len(both) > 500:
                crowded = gettext("You flagged this already. So many more words do not fit: use fewer.")
                raise RefusedError(crowded)
            known.ground, known.words = ground, both
            known.save(update_fields=["ground", "words"])
    return is_new


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
    return Original.objects.filter(subject__in=list(subjects)).delete()[0]


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
    """Forget the words of somebody's flags if their words are to go; that something was flagged stays, unnamed.

    What set them back goes: there is nobody left to hold back.
    """
    Setback.objects.filter(leaving.whose(person="person")).delete()
    gone: dict[str, Any] = {"person": None, **({"words": ""} if leaving.words_too else {})}
    Flag.objects.filter(leaving.whose(person="person")).update(**gone)
