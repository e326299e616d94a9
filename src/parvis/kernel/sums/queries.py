"""Sums over the journal. Each reads an index of it, and as much as it counts.

What somebody did at one thing to one question is one contribution, however often they tapped. Who has no name there
cannot be told from others, and counts with them as one; one by one where the verb says that nobody does it twice.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, Q, Sum, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from parvis.kernel.journal.models import Entry
from parvis.kernel.journal.queries import on_the_square, questions_of_verbs
from parvis.kernel.journal.rules import NOBODY
from parvis.kernel.journal.verbs import declared


@dataclass(frozen=True, slots=True)
class Sums:
    """What was done: contributions by question, entries by verb, minutes given, and how many people did it under their
    name."""

    by_question: dict[str, int]
    by_verb: dict[str, int]
    minutes: int
    people: int

    @property
    def contributions(self) -> int:
        """All of them."""
        return sum(self.by_question.values())


def sums_of(areas: Collection[int], since: datetime, until: datetime, verbs: Collection[str] = ()) -> Sums:
    """What people did in these areas (none: in the city) from `since` up to `until`: all that lays a stone, or these
    verbs alone. Two queries, by the index of areas."""
    asked = {name: each for name, each in questions_of_verbs().items() if not verbs or name in verbs}
    rows = on_the_square(areas).filter(at__gte=since, at__lte=until, verb__in=list(asked))
    counts = {"entries": Count("id"), "given": Coalesce(Sum("minutes"), 0)}
    by_verb = list(rows.order_by("verb").values_list("verb").annotate(**counts))
    people = Count("actor", distinct=True, filter=~Q(actor__in=NOBODY))
    found = rows.annotate(one=_one_contribution()).aggregate(
        people=people,
        **{
            question: Count(
                "one",
                distinct=True,
                filter=Q(verb__in=[name for name, each in asked.items() if each == question]),
            )
            for question in sorted(set(asked.values()))
        },
    )
    return Sums(
        by_question={question: number for question, number in found.items() if question != "people"},
        by_verb={verb: entries for verb, entries, _given in by_verb},
        minutes=sum(given for _verb, _entries, given in by_verb),
        people=found["people"],
    )


def _one_contribution() -> Case:
    """What stands for one contribution to a question: who did it at what; the entry itself where each counts."""
    apart = [name for name, verb in declared().items() if verb.apart]
    entry = When(verb__in=apart, actor__in=NOBODY, then=Cast("id", TextField()))
    return Case(entry, default=Concat(F("subject"), Value(" "), F("actor"), output_field=TextField()))


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
