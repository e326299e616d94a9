"""How alike two texts about the street are, in whatever languages they are written. Plain Python.

Each category of a city has names and everyday words in every language of the interface. A text is read as how much it
speaks of each category; two texts are alike when they speak of the same ones. So "the lamp is dark" and "le réverbère
est éteint" meet without a translation. Where no word fits, nothing is said: None, which is not the same as "unlike".

Measured against sentence embeddings by `bench/wording.py`; docs/adr/0011 says why these are not used.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import log, sqrt

from parvis.services.reports.rules import Searchable

# Words are compared by their beginnings, because languages inflect at the end: at least so many letters alike, and at
# most so many letters of the longer one left over.
LETTERS_ALIKE, LETTERS_OVER = 4, 3
INFLECTED = 0.8
SHORTEST = 3
# A word that fits more than one in so many categories ("street", "the") tells none of them apart.
COMMON = 5
# The Arabic article with what is written together with it; the longest first.
_ARTICLES = ("وال", "بال", "لل", "ال")

type Topics = Mapping[int, float]


class Vocabulary:
    """The words of all categories, found by their beginnings."""

    def __init__(self, entries: Iterable[Searchable]) -> None:
        """All texts of the entries are folded: lower case, no accents."""
        self._by_beginning: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._size = 0
        for number, entry in enumerate(entries):
            self._size += 1
            for text in (*entry.names, *entry.words):
                for word in _words(text):
                    self._by_beginning[word[:LETTERS_ALIKE]][word].add(number)
        self._most = max(1, self._size // COMMON)

    def topics(self, text: str) -> Topics | None:
        """How much a folded text speaks of each category; None where no word fits any."""
        total: dict[int, float] = defaultdict(float)
        for word in set(_words(text)):
            fits = self._fits(word)
            if len(fits) <= self._most:
                for number, weight in fits.items():
                    total[number] += weight
        return total or None

    def _fits(self, word: str) -> dict[int, float]:
        """The categories that one word speaks of. A word of few categories counts more than a word of many."""
        best: dict[int, float] = {}
        for known, numbers in self._by_beginning.get(word[:LETTERS_ALIKE], {}).items():
            alike = _alike(word, known) * log(1 + self._size / len(numbers))
            if alike:
                best |= {number: max(alike, best.get(number, 0.0)) for number in numbers}
        return best


def closeness(one: Topics, other: Topics) -> float:
    """1 for texts that speak of the same things to the same degree, 0 for those that have nothing in common."""
    shared = sum(weight * other[number] for number, weight in one.items() if number in other)
    length = sqrt(sum(weight**2 for weight in one.values()) * sum(weight**2 for weight in other.values()))
    return min(1.0, shared / length) if length else 0.0


def _words(text: str) -> list[str]:
    return [_root(word) for word in text.split() if len(word) >= SHORTEST]


def _root(word: str) -> str:
    article = next((each for each in _ARTICLES if word.startswith(each)), "")
    return word[len(article) :] if len(word) - len(article) >= SHORTEST else word


def _alike(word: str, known: str) -> float:
    if word == known:
        return 1.0
    shorter, longer = sorted((word, known), key=len)
    same = next(
        (place for place, (one, other) in enumerate(zip(shorter, longer, strict=False)) if one != other),
        len(shorter),
    )
    return INFLECTED if same >= max(LETTERS_ALIKE, len(longer) - LETTERS_OVER) else 0.0
