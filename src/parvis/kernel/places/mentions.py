"""Which place the words of a message name: believed only when they name it whole.

The address search forgives; a message must not be placed by a guess.
"""

import re

from django.conf import settings

from parvis.kernel.places.rules import NameKind, folded, is_street_type, metres_between
from parvis.kernel.places.search import Found, search

PHRASES_AT_MOST = 24
WORDS_IN_A_PHRASE = 6
ONE_PLACE_METRES = 200.0
# Words of our languages after which a place is named.
_BEFORE_A_PLACE = re.compile(
    r"\b(?:at|on|near|opposite|outside|in front of|corner of|à|au|aux|devant|sur|près d[eu]|angle d[eu]|en|frente a"
    r"|junto a|cerca de|esquina de|davant|prop de|cantonada|في|عند|أمام|قرب|شارع)\s+",
    re.IGNORECASE,
)
# The same in Spanish and Catalan, but an article in English: tried last.
_BEFORE_A_PLACE_PERHAPS = re.compile(r"\b(?:a|al)\s+", re.IGNORECASE)
_ENDS = re.compile(r"[\n.;:!?,()\"“”«»،؛؟]+")


def places_in(words: str, most: int = 3) -> list[Found]:
    """The place that the words name, or each of several that they may mean, at most so many; empty for none."""
    for phrase in phrases(words):
        found = [each for each in search(phrase, limit=6) if _is_named(each, phrase)]
        exact = [each for each in found if each.kind is NameKind.ADDRESS] or found
        if exact:
            return _apart(exact)[:most]
    return []


def places_like(words: str, most: int = 3) -> list[Found]:
    """What the words may mean where they name no place whole: to be offered, never to be believed."""
    for phrase in phrases(words)[:4]:
        said = {word for word in _whole(phrase).split() if not is_street_type(word)}
        found = [
            each
            for each in search(phrase, limit=6)
            if each.kind is not NameKind.AREA and said & set(_whole(each.text).split())
        ]
        if found:
            return _apart(found)[:most]
    return []


def phrases(words: str) -> list[str]:
    """What in the words may name a place, most likely first: what follows “at” and the like, whole and then
    its beginning, then each sentence."""
    parts = [part.strip() for part in _ENDS.split(words) if part.strip()]
    after = [tail for part in parts for tail in _BEFORE_A_PLACE.split(part)[1:]]
    perhaps = [tail for part in parts for tail in _BEFORE_A_PLACE_PERHAPS.split(part)[1:]]
    short = [" ".join(each.split()[:WORDS_IN_A_PHRASE]) for each in after]
    # “at 33 Beacon Street is a dark lamp”: nobody writes a comma behind every place.
    begun = [" ".join(each.split()[:most]) for most in range(WORDS_IN_A_PHRASE - 1, 1, -1) for each in short]
    rest = [" ".join(each.split()[:WORDS_IN_A_PHRASE]) for each in [*parts, *perhaps]]
    short = [*short, *begun, *rest]
    return list(dict.fromkeys(each for each in short if each))[:PHRASES_AT_MOST]


def names_it(name: str, phrase: str) -> bool:
    """True when the phrase says every word of a name; both folded, short forms written out."""
    said = phrase.split()
    return bool(name) and all(word in said for word in name.split())


def _is_named(found: Found, phrase: str) -> bool:
    return found.kind is not NameKind.AREA and names_it(_whole(found.text), _whole(phrase))


def _whole(text: str) -> str:
    return folded(text, settings.LANGUAGE_CODE)


def _apart(found: list[Found]) -> list[Found]:
    """The first of those that stand so near to each other that they are one place."""
    kept: list[Found] = []
    for each in found:
        if all(metres_between(each.lat, each.lon, one.lat, one.lon) > ONE_PLACE_METRES for one in kept):
            kept.append(each)
    return kept
