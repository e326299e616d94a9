"""Texts that the city keeps in several languages."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import get_language


def in_reader_language(texts: Mapping[str, str] | None, fallback: str = "") -> str:
    """The text in the reader's language, else in the house language, else the fallback."""
    known = texts or {}
    return known.get(get_language() or "") or known.get(settings.LANGUAGE_CODE) or fallback
