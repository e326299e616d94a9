"""Reads of distances: what stands between two, what is folded away for a reader, whom somebody keeps away."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Exists, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from parvis.kernel.blocks.models import Distance
from parvis.kernel.blocks.registry import Written, written_of
from parvis.kernel.blocks.rules import Fold, Hindrance, Place, hindrance
from parvis.kernel.clock import now
from parvis.kernel.people.models import Person


def standing() -> QuerySet[Distance]:
    """What nobody ended and no time did."""
    return Distance.objects.filter(Q(until=None) | Q(until__gt=now()))


def kept_by(person: Person) -> QuerySet[Distance]:
    """Whom somebody keeps at a distance, the newest first."""
    return standing().filter(keeper=person)


def between(actor: Person, place: Place) -> Hindrance | None:
    """What keeps somebody from answering there: one question."""
    if place.author is None or place.author == actor.pk or place.for_city:
        return None
    both = Q(keeper=actor, other=place.author) | Q(keeper=place.author, other=actor)
    return hindrance(actor.pk, place, [each.fact for each in standing().filter(both).order_by("pk")])


def place_of(subject: str) -> Place:
    """What is known of a place that only has a subject; nobody's where no room knows it."""
    found = written_of([subject]).get(subject)
    if found is None:
        return Place(subject, None, named=False)
    return Place(subject, found.author.pk if found.author else None, found.is_named, found.for_city)


def is_nameless_at(person: Person, written: Written) -> bool:
    """Whether this person has no name where that stands: nowhere, or as its author."""
    place = place_of(written.about)
    return not person.public_name or (place.author == person.pk and not place.named)


def folding(reader: Person | AnonymousUser, subject: Combinable, author: Combinable) -> Combinable:
    """For `annotate`: the `Fold` of each row's words for this reader, within the question that reads them."""
    if not isinstance(reader, Person):
        return Value(Fold.NOT.value)
    own = kept_by(reader).order_by()
    return Case(
        When(Exists(own.filter(subject=subject)), then=Value(Fold.WORDS.value)),
        When(Exists(own.filter(other=author, named=True)), then=Value(Fold.NAME.value)),
        default=Value(Fold.NOT.value),
    )


def spared(readers: Collection[int], by: Person) -> set[int]:
    """Those of these people who keep somebody away whose name they know."""
    rows = standing().filter(keeper__in=readers, other=by, named=True).order_by()
    return set(rows.values_list("keeper_id", flat=True))


def shown(rows: Collection[Distance]) -> list[dict[str, Any]]:
    """Distances as their keeper reads them: what stands there now. One question for each kind of words."""
    found = written_of([each.subject for each in rows])
    return [{"distance": each, "written": found.get(each.subject)} for each in rows]
