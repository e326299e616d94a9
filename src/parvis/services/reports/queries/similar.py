"""What is open close by and may be the same thing, most likely first, with the reasons."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians
from typing import Any

from django.db.models import ExpressionWrapper, F, FloatField, Q, QuerySet, Value
from django.db.models.functions import Left

from parvis.kernel.clock import now
from parvis.kernel.places.rules import bare
from parvis.services.reports.engine.likeness import Evidence, Likeness, Sighting, likeness
from parvis.services.reports.engine.wording import Vocabulary, closeness
from parvis.services.reports.models import Category, Photo, Report
from parvis.services.reports.queries.find import in_box
from parvis.services.reports.rules import UNDERWAY, Searchable, box_around

# More open reports of one group on one spot than this are looked at from the newest on.
LOOKED_AT = 50
# For the office: so far around a report may the same thing have been seen, somebody having tapped the wrong corner.
METRES_AROUND = 1000
# What somebody means stands at the beginning of what they write.
LETTERS_READ = 300


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An open public report that may be the same thing, and why."""

    report: Report
    likeness: Likeness

    @property
    def metres(self) -> int:
        """How far away it is."""
        part = self.likeness.part(Evidence.PLACE)
        return round(part.measure) if part else 0


def similar_to(
    category: Category, lat: float, lon: float, limit: int = 3, *, words: str = "", photos: Iterable[int] = ()
) -> list[Suggestion]:
    """Open public reports of the same group within the category's distance, most likely the same first.

    `words` is what the person wrote, `photos` what their photographs look like (`Upload.appearance`).
    """
    metres = category.same_within_metres
    if not metres:
        return []
    mine = Sighting(lat, lon, category.pk, now(), tuple(photos))
    near = list(candidates(category, lat, lon)[:LOOKED_AT])
    looks = _looks([row["pk"] for row in near]) if mine.photos else {}
    return _best(mine, words, [(row, metres) for row in near], looks, limit)


def around(report: Report, limit: int = 5) -> list[Suggestion]:
    """What the office may find to be the same as this report, most likely first: open public reports of its group
    within `METRES_AROUND`, and of any group within the distance of its category. The nearest are looked at."""
    if not report.is_public:
        return []
    close = report.category.same_within_metres
    near = in_box(Report.objects.all(), box_around(report.lat, report.lon, close))
    is_related = Q(category__group=report.category.group_id) | Q(pk__in=near.values("pk"))
    rows = _around(report, max(METRES_AROUND, close)).exclude(pk=report.pk).filter(is_related)
    found = list(rows.order_by("away", "-pk").values(*_SCORED, "category__group")[:LOOKED_AT])
    looks = _looks([report.pk, *(row["pk"] for row in found)]) if found else {}
    mine = Sighting(
        report.lat,
        report.lon,
        report.category_id,
        report.opened_at or report.sent_at,
        looks.get(report.pk, ()),
    )
    wide = float(max(METRES_AROUND, close))
    reach = [
        (row, wide if row["category__group"] == report.category.group_id else float(close)) for row in found
    ]
    return _best(mine, report.words, reach, looks, limit)


def _best(
    mine: Sighting,
    words: str,
    near: list[tuple[dict[str, Any], float]],
    looks: Mapping[int, tuple[int, ...]],
    limit: int,
) -> list[Suggestion]:
    """The likeliest of these rows, each looked at within so many metres."""
    close = _closeness(words, {row["pk"]: row["beginning"] for row, _metres in near if row["beginning"]})
    scored: list[tuple[int, Likeness]] = []
    for row, metres in near:
        pk = row["pk"]
        other = Sighting(row["lat"], row["lon"], row["category"], row["opened_at"], looks.get(pk, ()))
        found = likeness(mine, other, close.get(pk))
        place = found.part(Evidence.PLACE)
        if place and place.measure <= metres:
            scored.append((pk, found))
    # Equal ones stay as they came.
    best = sorted(scored, key=lambda pair: -pair[1].score)[:limit]
    reports = _shown().in_bulk([pk for pk, _found in best])
    return [Suggestion(reports[pk], found) for pk, found in best if pk in reports]


_SCORED = ("pk", "lat", "lon", "category", "opened_at", "beginning")


def candidates(category: Category, lat: float, lon: float) -> QuerySet[Any, Any]:
    """What may be suggested, by the index of the map, the newest first; only what the score is made of."""
    rows = Report.objects.filter(is_public=True, state__in=UNDERWAY, category__group=category.group_id)
    near = in_box(rows, box_around(lat, lon, category.same_within_metres)).order_by("-opened_at", "-pk")
    found: QuerySet[Any, Any] = near.annotate(beginning=Left("words", LETTERS_READ)).values(*_SCORED)
    return found


def _around(report: Report, metres: float) -> QuerySet[Any, Any]:
    """Open public reports, by the index of the map, with the square of how far `away` each is, in degrees."""
    box = box_around(report.lat, report.lon, metres)
    rows: QuerySet[Any, Any] = in_box(Report.objects.filter(is_public=True, state__in=UNDERWAY), box)
    north = F("lat") - Value(report.lat)
    east = (F("lon") - Value(report.lon)) * Value(cos(radians(report.lat)))
    away = ExpressionWrapper(north * north + east * east, output_field=FloatField())
    found: QuerySet[Any, Any] = rows.annotate(away=away, beginning=Left("words", LETTERS_READ))
    return found


def _shown() -> QuerySet[Report]:
    heavy = ("category__words", "category__questions", "category__urgent")
    return Report.objects.select_related("category", "office", "promise").defer(*heavy)


def _looks(reports: list[int]) -> Mapping[int, tuple[int, ...]]:
    """What the residents' photographs of these reports look like; the office's proofs show another moment."""
    rows = Photo.objects.filter(report__in=reports, is_proof=False, upload__appearance__isnull=False)
    looks: dict[int, tuple[int, ...]] = defaultdict(tuple)
    for report, look in rows.order_by("pk").values_list("report", "upload__appearance"):
        if look is not None:
            looks[report] += (look,)
    return looks


def _closeness(words: str, others: Mapping[int, str]) -> dict[int, float]:
    """How alike these words and those of each report are; left out where either says nothing about the street."""
    if not words or not others:
        return {}
    vocabulary = _vocabulary()
    mine = vocabulary.topics(bare(words[:LETTERS_READ]))
    topics = {pk: vocabulary.topics(bare(said)) for pk, said in others.items()} if mine else {}
    return {pk: closeness(mine, yours) for pk, yours in topics.items() if mine and yours}


def most_likely(words: str) -> Category | None:
    """The category that the words speak of most; None where no word fits any."""
    topics = _vocabulary().topics(bare(words[:LETTERS_READ]))
    if not topics:
        return None
    place = max(topics, key=lambda each: (topics[each], -each))
    return Category.objects.filter(is_offered=True).order_by("pk")[place]


def _vocabulary() -> Vocabulary:
    rows = Category.objects.filter(is_offered=True).order_by("pk").values_list("slug", "names", "words")
    return _vocabulary_of(
        tuple((slug, tuple(names.values()), tuple(words.values())) for slug, names, words in rows)
    )


@lru_cache(maxsize=2)
def _vocabulary_of(rows: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]) -> Vocabulary:
    """Kept by what the categories say, so that a change of a category makes a new one by itself."""
    return Vocabulary(
        Searchable(slug, tuple(map(bare, names)), tuple(map(bare, words))) for slug, names, words in rows
    )
