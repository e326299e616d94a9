"""Points, distances, and how the names of streets are compared. Plain Python."""

import math
import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from parvis.kernel.places import words

EARTH_RADIUS_METRES = 6_371_008.8
METRES_IN_A_DEGREE = math.pi * EARTH_RADIUS_METRES / 180

# What NFKD leaves alone although people type it either way.
_ALIKE = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ـ": "",
        "·": "",
    }
    | {chr(0x660 + digit): str(digit) for digit in range(10)}
)
_ELISION = re.compile(r"\b([ld]|qu)['’ʼ](?=\w)")
_APOSTROPHE = re.compile(r"['’ʼ]")
_HOUSE = re.compile(
    r"^\d+(?!(?:st|nd|rd|th)\b)[a-z]{0,2}(?:\s*[-–]\s*(?:\d+[a-z]{0,2}|[a-z]\b))?(?:\s+1/2)?,?\s+(\S.*)$",
    re.IGNORECASE,
)
_CORNER_SIGN = re.compile(r"[&/@+]")


class NameKind(StrEnum):
    """What a searchable name leads to."""

    STREET = "street"
    INTERSECTION = "intersection"
    PLACE = "place"
    ADDRESS = "address"
    AREA = "area"


def is_on_earth(lat: float, lon: float) -> bool:
    """True for finite degrees within ±90 and ±180."""
    return math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180


def metres_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance on the sphere (haversine), in metres."""
    here, there = math.radians(lat), math.radians(other_lat)
    half = (
        math.sin((there - here) / 2) ** 2
        + math.cos(here) * math.cos(there) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_METRES * math.asin(min(1.0, math.sqrt(half)))


def bare(text: str) -> str:
    """The text in small letters without accents, signs and apostrophes: "Rue de l’Été" → "rue de l ete".

    A corner's sign (& / @ +) becomes "&".
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_ALIKE)
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = _APOSTROPHE.sub("", _ELISION.sub(r"\1 ", text))
    text = _CORNER_SIGN.sub(" & ", text)
    return " ".join("".join(sign if sign.isalnum() or sign == "&" else " " for sign in text).split())


def folded(text: str, language: str = "en") -> str:
    """What is stored for searching: bare, short forms written out, blanks at both ends: " be" finds beginnings.

    `language` is the language whose short forms the text uses.
    """
    parts = (part.split() for part in bare(text).split(" & "))
    return " " + " & ".join(" ".join(_written_out(part, language)) for part in parts if part) + " "


def readings(token: str) -> tuple[str, ...]:
    """A word as typed, and all it may be short for in any of the languages; never empty."""
    found = [token]
    for table in (*words.STREET_TYPES.values(), *words.LEADING.values()):
        found += table.get(token, ())
    if token in words.ORDINALS:
        found.append(words.ORDINALS[token])
    return tuple(dict.fromkeys(found))


def is_street_type(token: str, *, half_typed: bool = True) -> bool:
    """True for "street", "rue", "av" and their like, half typed ("stre") or whole: alone, they say nothing."""
    return token in _STREET_TYPES or (half_typed and any(word.startswith(token) for word in _STREET_TYPES))


def corner(query: str) -> tuple[list[str], list[str]] | None:
    """The words of the two streets of a corner ("corner of Beacon & Charles"), or None when the text is no corner.

    While the second street is not typed yet its list is empty.
    """
    text, opened = _without_opening(bare(query))
    tokens = text.split()
    for place, token in enumerate(tokens):
        if place and token in words.CORNER_WORDS:
            return tokens[:place], [word for word in tokens[place + 1 :] if word not in words.CORNER_WORDS]
        attached = token.removeprefix(words.ATTACHED_AND)
        if place and attached != token and is_street_type(attached):
            return tokens[:place], [attached, *tokens[place + 1 :]]
    return (tokens, []) if opened and tokens else None


def street_of(address: str) -> str:
    """The street in an address that begins with a house number: "145-151 Ipswich St" → "Ipswich St"; else empty."""
    found = _HOUSE.match(address.strip())
    return found[1] if found else ""


def middle(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The one of the points that lies nearest to their common centre: never off the street that they stand on."""
    points = list(points)
    lat = sum(point[0] for point in points) / len(points)
    lon = sum(point[1] for point in points) / len(points)
    return min(points, key=lambda point: (metres_between(lat, lon, *point), point))


def _written_out(tokens: list[str], language: str) -> list[str]:
    types, before = words.STREET_TYPES.get(language, {}), words.LEADING.get(language, {})
    out = [words.ORDINALS.get(token, token) for token in tokens]
    number = 1 if len(out) > 2 and out[0][0].isdigit() else 0
    if language not in words.TYPE_AT_THE_END:
        named = [before.get(token, (token,))[0] for token in out[:-1]] + out[-1:]
        named[number] = types.get(named[number], (named[number],))[0]
        return named
    name = out[number:]
    # "E St" is E Street: a point of the compass needs a name and a type beside it, "St Charles" only a name.
    if len(name) > (2 if name[0] in words.COMPASS else 1):
        name[0] = before.get(name[0], (name[0],))[0]
    if len(name) > 2:
        name[-1] = words.COMPASS.get(name[-1], name[-1])
    for place in range(max(1, len(name) - 2), len(name)):
        name[place] = types.get(name[place], (name[place],))[0]
    return [*out[:number], *name]


def _without_opening(text: str) -> tuple[str, bool]:
    for opening in words.CORNER_OPENINGS:
        if text.startswith(opening + " "):
            return text.removeprefix(opening + " "), True
    return text, False


_STREET_TYPES = words.OTHER_TYPES.union(
    *(
        set(table) | {long for forms in table.values() for long in forms}
        for table in words.STREET_TYPES.values()
    )
)
