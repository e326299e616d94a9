"""Sums over the journal. Each reads an index of it, and as much as it counts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from parvis.kernel.journal.models import Entry
from parvis.kernel.journal.queries import on_the_square, questions_of_verbs
from parvis.kernel.journal.rules import NOBODY


@dataclass(frozen=True, slots=True)
class Sums:
    """What was done: entries by question and by verb, minutes given, and how many people did it under their name."""

    by_question: dict[str, int]
    by_verb: dict[str, int]
    minutes: int
    people: int

    @property
    def entries(self) -> int:
        """All of them."""
        return sum(self.by_verb.values())


def sums_of(areas: Collection[int], since: datetime, until: datetime, verbs: Collection[str] = ()) -> Sums:
    """What people did in these areas (none: in the city) from `since` up to `until`: all that lays a stone, or these
    verbs alone. Two queries, by the index of areas."""
    questions = questions_of_verbs()
    rows = on_the_square(areas).filter(at__gte=since, at__lte=until, verb__in=list(verbs or questions))
    counts = {"entries": Count("id"), "given": Coalesce(Sum("minutes"), 0)}
    by_verb = rows.order_by("verb").values_list("verb").annotate(**counts)
    counted = {verb: (entries, given) for verb, entries, given in by_verb}
    named = rows.exclude(actor__in=NOBODY).aggregate(people=Count("actor", distinct=True))
    by_question: dict[str, int] = {}
    for verb, (entries, _given) in counted.items():
        question = questions.get(verb, "")
        by_question[question] = by_question.get(question, 0) + entries
    return Sums(
        by_question,
        {verb: entries for verb, (entries, _given) in counted.items()},
        sum(given for _entries, given in counted.values()),
        named["people"],
    )


def people_by_area(since: datetime) -> dict[int, int]:
    """How many people did something under their name since then, in each area."""
    rows = (
        on_the_square().filter(at__gte=since, verb__in=list(questions_of_verbs())).exclude(actor__in=NOBODY)
    )
    counted = rows.order_by("area_id").values_list("area_id").annotate(people=Count("actor", distinct=True))
    return dict(counted)


def active_since(moment: datetime) -> set[str]:
    """The public ids of all who did something since then; read from the index of actors alone."""
    rows = Entry.objects.filter(at__gte=moment).exclude(actor__in=NOBODY)
    return set(rows.order_by().values_list("actor", flat=True).distinct())
