"""Reads of moderation: what is flagged, what was decided, and how much of it everybody may count."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext_lazy

from parvis.kernel.commons.dataset import CC0, Dataset, Field, Kind
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.trust.models import Decision, Flag
from parvis.kernel.trust.queries import original_of, waiting_flags
from parvis.kernel.trust.rules import Part
from parvis.kernel.trust.things import Thing, things_at
from parvis.services.moderation.policies import may_take_away
from parvis.services.moderation.rules import Tally

SHOWN_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Flagged:
    """One contribution that readers flagged, with what they said, oldest first."""

    thing: Thing
    flags: list[Flag]


def flagged_for(reader: Person) -> list[Flagged]:
    """What readers flagged and this person decides about; the longest waiting first."""
    by_subject: dict[str, list[Flag]] = {}
    for flag in waiting_flags()[: SHOWN_AT_ONCE * 4]:
        by_subject.setdefault(flag.subject, []).append(flag)
    things = things_at(by_subject)
    mine = (Flagged(things[subject], flags) for subject, flags in by_subject.items() if subject in things)
    return [each for each in mine if may_take_away(reader, each.thing)][:SHOWN_AT_ONCE]


def decision_named(number: int) -> Decision:
    """The decision; `AbsentError` when there is none."""
    rows = Decision.objects.select_related("upload", "decided_by")
    found = rows.filter(pk=number).first()
    if found is None:
        raise AbsentError
    return found


def decisions_on(subject: str) -> QuerySet[Decision]:
    """Everything that was ever decided about it, newest first."""
    rows = Decision.objects.select_related("upload", "decided_by")
    return rows.filter(subject=subject).order_by("-decided_at", "-pk")


def passages_of(decision: Decision) -> list[str]:
    """What a decision cut out; empty where it did not, or where that is not kept any more."""
    original = original_of(decision.subject) if decision.part == Part.WORDS else None
    return [original[start:end] for start, end in decision.kept["spans"]] if original else []


def flags_on(subject: str) -> QuerySet[Flag]:
    """What readers say about it that nobody looked at yet."""
    return waiting_flags().filter(subject=subject)


def flaggers_of(subject: str) -> list[Person]:
    """Who flagged it with an account and waits for what becomes of it."""
    rows = waiting_flags().filter(subject=subject, person__is_active=True)
    return [flag.person for flag in rows if flag.person]


def tallies(since: datetime) -> list[Tally]:
    """How much was taken away since then, by ground, most first."""
    rows = (
        Decision.objects.filter(decided_at__gte=since)
        .order_by()
        .values("ground")
        .annotate(
            **{part: Count("pk", filter=Q(part=value)) for part, value in _PARTS.items()},
            asked=Count("pk", filter=Q(flagged=True)),
            given_back=Count("pk", filter=~Q(lifted_at=None)),
        )
    )
    return sorted((Tally(**row) for row in rows), key=lambda row: (-row.all, row.ground))


_PARTS = {"whole": Part.WHOLE, "words": Part.WORDS, "photos": Part.PHOTO}


def flags_since(since: datetime) -> tuple[int, int]:
    """How often readers flagged something since then, and how much of it nobody looked at yet."""
    found = Flag.objects.filter(created_at__gte=since).aggregate(
        all=Count("pk"), waiting=Count("pk", filter=Q(settled_at=None))
    )
    return found["all"], found["waiting"]


def _rows() -> Iterator[tuple[Any, ...]]:
    found = Decision.objects.order_by("decided_at", "pk")
    fields = ("decided_at", "subject", "part", "ground", "flagged", "lifted_at")
    for at, subject, part, ground, flagged, lifted in found.values_list(*fields).iterator():
        yield (
            at.date(),
            subject.partition(":")[0],
            part or "all",
            ground,
            flagged,
            lifted is not None,
        )


def _updated() -> datetime | None:
    found: datetime | None = Decision.objects.aggregate(at=Max("decided_at"))["at"]
    return found


DATASET = Dataset(
    slug="moderation",
    title=gettext_lazy("What was hidden, and why"),
    description=gettext_lazy("Each decision to hide something that people wrote, and what became of it."),
    safety=gettext_lazy("Neither what was hidden nor whose it was is said; of the moment only the day."),
    licence=CC0,
    attribution=settings.CITY.name,
    fields=(
        Field("day", Kind.DAY, gettext_lazy("The day of the decision.")),
        Field("kind", Kind.TEXT, gettext_lazy("What kind of contribution it was.")),
        Field("part", Kind.TEXT, gettext_lazy("How much of it: all, words, or a photograph.")),
        Field("ground", Kind.TEXT, gettext_lazy("On which ground.")),
        Field("flagged", Kind.YES_NO, gettext_lazy("Whether a reader had asked.")),
        Field("given_back", Kind.YES_NO, gettext_lazy("Whether it was given back.")),
    ),
    rows=_rows,
    updated=_updated,
    keywords=("moderation", "transparency"),
)
