"""Texts that the city keeps in several languages."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, override


def in_reader_language(texts: Mapping[str, str] | None, fallback: str = "") -> str:
    """The text in the reader's language, else in the house language, else the fallback."""
    known = texts or {}
    return known.get(get_language() or "") or known.get(settings.LANGUAGE_CODE) or fallback


def in_every_language(text: Promise | str) -> dict[str, str]:
    """A translated text as readers of each of the city's languages read it."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = str(text)
    return found
