"""The search for a street, a corner, an address or a place while it is being typed, and the way back from a point.

Words find beginnings of words in any order, short forms and accents do not matter; when nothing begins so, the
nearest spelling is looked for. Everything comes from the city's own tables.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Case, ExpressionWrapper, F, FloatField, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length
from django.utils.translation import get_language

from parvis.kernel.places import index
from parvis.kernel.places.models import SPELT, Area, Name, PointOf
from parvis.kernel.places.rules import (
    NameKind,
    bare,
    corner,
    is_on_earth,
    is_street_type,
    metres_between,
    readings,
    street_of,
)

LONGEST_QUERY = 120
FEWEST_LETTERS = 2
FEW_LETTERS = 3
# How alike in trigrams a name must be to be looked at, and how close in letters to be shown.
ALIKE = 0.35
CLOSE = 0.7
SAME_THING_METRES = 250.0
ADDRESS_METRES = 120.0

_ORDER = {
    NameKind.STREET: 0,
    NameKind.AREA: 1,
    NameKind.PLACE: 1,
    NameKind.INTERSECTION: 2,
    NameKind.ADDRESS: 3,
}


@dataclass(frozen=True, slots=True)
class Found:
    """One answer: what it is, where, and in which part of the city (`area` is the reader's name for it, or empty)."""

    text: str
    kind: NameKind
    lat: float
    lon: float
    area: str = ""


def search(
    text: str, language: str | None = None, near: tuple[float, float] | None = None, limit: int = 8
) -> list[Found]:
    """What the text may mean, best first; empty for fewer than two letters.

    `language` is the reader's (the active one by default). `near` is a latitude and longitude: of equally good
    answers the nearer goes first.
    """
    text = text[:LONGEST_QUERY]
    tokens = bare(text).replace("&", " ").split()
    if sum(map(len, tokens)) < FEWEST_LETTERS:
        return []
    language = language or get_language() or settings.LANGUAGE_CODE
    for query in _queries(text, tokens):
        rows = _best(query, tokens, near, limit * 4)
        if rows:
            return _answers(rows, language, limit)
    return _answers(_alike(tokens, near, limit * 4), language, limit)


def whole_subject(subject: str) -> list[Found]:
    """The thing of that number, as its source calls it; empty when there is none."""
    rows = list(
        Name.objects.filter(kind__in=list(NameKind), subject=subject[:LONGEST_QUERY]).order_by("pk")[:8]
    )
    return _answers(rows, get_language() or settings.LANGUAGE_CODE, 1)


def nearest_street(lat: float, lon: float) -> str | None:
    """The name of the street at a point: of the nearest known line (60 m), else of the nearest known address."""
    if not is_on_earth(lat, lon):
        return None
    line = index.nearest_line(lat, lon)
    if line:
        return line.text
    address = _nearest_address(lat, lon)
    return street_of(address.text) if address else None


def describe(lat: float, lon: float, language: str | None = None) -> Found | None:
    """A point in words: its street and area; None outside the city and away from every street."""
    street = nearest_street(lat, lon)
    area = _area_names([(lat, lon)], language or get_language() or settings.LANGUAGE_CODE)[0]
    return (
        Found(street or area, NameKind.STREET if street else NameKind.AREA, lat, lon, area)
        if street or area
        else None
    )


def _queries(text: str, tokens: list[str]) -> Iterator[QuerySet[Name]]:
    """The readings of the text, the likeliest first; the first that finds something is taken."""
    streets = corner(text)
    if streets:
        both = [token for street in streets for token in street]
        yield _with_words(both).filter(kind=NameKind.INTERSECTION)
    if sum(len(token) for token in tokens if not is_street_type(token)) <= FEW_LETTERS:
        # So short, or so common, that only names which begin with it mean anything.
        spellings = (" ".join(words) for words in product(*map(readings, tokens[:4])))
        yield Name.objects.filter(_any_of(("folded__startswith", f" {spelling}") for spelling in spellings))
        if len(tokens) == 1:
            return
    yield _with_words(tokens)
    if tokens[0][0].isdigit() and len(tokens) > 1:
        # An unknown house number still has a street.
        yield _with_words(tokens[1:]).exclude(kind=NameKind.ADDRESS)


def _with_words(tokens: Sequence[str]) -> QuerySet[Name]:
    """Names in which each word, or what it is short for, begins a word; a number that is not the last is whole."""
    names = Name.objects.all()
    for place, token in enumerate(tokens, 1):
        end = " " if token.isdigit() and place < len(tokens) else ""
        names = names.filter(_any_of(("folded__contains", f" {word}{end}") for word in readings(token)))
    return names


def _any_of(lookups: Any) -> Q:
    return Q(*lookups, _connector=Q.OR)


def _best(
    names: QuerySet[Name], tokens: list[str], near: tuple[float, float] | None, limit: int
) -> list[Name]:
    numbered = tokens[0][0].isdigit()
    order = {**_ORDER, NameKind.ADDRESS: -1} if numbered else _ORDER
    ranked = names.annotate(
        begins=Case(
            When(folded__startswith=f" {' '.join(tokens)} ", then=0),
            When(folded__startswith=f" {tokens[0]}", then=1),
            default=2,
            output_field=IntegerField(),
        ),
        sort=Case(
            *(When(kind=kind, then=place) for kind, place in order.items()), output_field=IntegerField()
        ),
        far=_distance(near) if near else Length("text"),
    )
    return list(ranked.order_by("begins", "sort", "far", Length("text"), "text", "pk")[:limit])


def _distance(near: tuple[float, float]) -> models.Expression:
    """Squared degrees with longitude halved: enough to put the nearer first."""
    lat, lon = near
    north, east = F("lat") - Value(lat), (F("lon") - Value(lon)) * Value(0.7)
    return ExpressionWrapper(north * north + east * east, output_field=FloatField())


def _alike(tokens: list[str], near: tuple[float, float] | None, limit: int) -> list[Name]:
    """The nearest spellings of the words that carry meaning, among streets, areas and places."""
    said = [token for token in tokens if not is_street_type(token) and not token.isdigit()]
    if sum(map(len, said)) <= FEW_LETTERS:
        return []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(ALIKE)])
        names = Name.objects.filter(kind__in=SPELT, folded__trigram_word_similar=" ".join(said))
        alike = models.Func(
            Value(" ".join(said)), F("folded"), function="WORD_SIMILARITY", output_field=FloatField()
        )
        ranked = names.annotate(alike=alike, far=_distance(near) if near else Length("text"))
        rows: list[Name] = list(ranked.order_by("-alike", "far", "text", "pk")[: max(limit, 40)])
    close = {row.pk: _closeness(said, row.folded.split()) for row in rows}
    return sorted((row for row in rows if close[row.pk] >= CLOSE), key=lambda row: -close[row.pk])[:limit]


def _closeness(said: list[str], name: list[str]) -> float:
    """How near each word comes to the nearest word of the name: 0 to 1."""
    words = [word for word in name if not is_street_type(word, half_typed=False)] or name
    return sum(max(SequenceMatcher(None, token, word).ratio() for word in words) for token in said) / len(
        said
    )


def _answers(rows: list[Name], language: str, limit: int) -> list[Found]:
    """One answer for each thing, in the reader's language where it has a name in it."""
    best: dict[tuple[str, str], Name] = {}
    for row in rows:
        key = (row.kind, row.subject)
        if key not in best or (row.language == language and best[key].language != language):
            best[key] = row
    chosen: list[Name] = []
    for row in best.values():
        if len(chosen) < limit and not any(_is_same(row, other) for other in chosen):
            chosen.append(row)
    areas = _area_names([(row.lat, row.lon) for row in chosen], language)
    return [
        Found(row.text, NameKind(row.kind), row.lat, row.lon, "" if row.kind == NameKind.AREA else area)
        for row, area in zip(chosen, areas, strict=True)
    ]


def _is_same(one: Name, other: Name) -> bool:
    """Two sources may know the same corner: "Beacon St & Charles St" and the same written out."""
    if (one.kind, one.folded) != (other.kind, other.folded):
        return False
    return metres_between(one.lat, one.lon, other.lat, other.lon) < SAME_THING_METRES


def _area_names(points: Sequence[tuple[float, float]], language: str) -> list[str]:
    """The name of the narrowest area of each point, or an empty text."""
    if not points:
        return []
    areas = index.areas_at_many([lat for lat, _lon in points], [lon for _lat, lon in points])
    narrowest = [at.ids[0] if at else None for at in areas]
    names = dict(Area.objects.filter(pk__in={pk for pk in narrowest if pk}).values_list("pk", "names"))
    return [
        (names[pk].get(language) or names[pk].get(settings.LANGUAGE_CODE) or "") if pk in names else ""
        for pk in narrowest
    ]


def _nearest_address(lat: float, lon: float) -> Name | None:
    point = models.Func(Value(lon), Value(lat), function="point")
    away = models.expressions.CombinedExpression(
        PointOf("lon", "lat"), "<->", point, output_field=FloatField()
    )
    near = Name.objects.filter(kind=NameKind.ADDRESS).order_by(away)[:12]
    # Degrees are not metres; of the few nearest in degrees, the nearest in metres.
    found = [(metres_between(lat, lon, name.lat, name.lon), name.text, name) for name in near]
    metres, _text, name = min(found, default=(ADDRESS_METRES + 1, "", None), key=lambda row: row[:2])
    return name if metres <= ADDRESS_METRES else None
