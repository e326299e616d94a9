"""Answers of other servers, in either form, as plain rows. Lenient where servers in the wild are careless."""

import json
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

type Row = dict[str, str]


class UnreadableError(ValueError):
    """The answer is neither of the two forms, or holds something else than was asked for."""


def rows_in(content: bytes, form: str) -> list[Row]:
    """The things in an answer: requests, updates or errors, as texts by name; what is empty is "".

    JSON may be a bare list as the standard says, or wrapped in an object, or the one thing itself.
    """
    return _from_json(content) if form == "json" else _from_xml(content)


def _from_json(content: bytes) -> list[Row]:
    try:
        found = json.loads(content)
    except ValueError as broken:
        raise UnreadableError("The answer is no JSON.") from broken
    while isinstance(found, dict) and len(found) == 1:
        inner = next(iter(found.values()))
        if not isinstance(inner, dict | list):
            break
        found = inner
    rows = found if isinstance(found, list) else [found]
    if not all(isinstance(row, dict) for row in rows):
        raise UnreadableError("The answer is JSON, but no list of things.")
    return [{str(name): _text(value) for name, value in row.items()} for row in rows]


def _text(value: Any) -> str:
    """Of several values the first; of things in things nothing."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None or isinstance(value, dict) else str(value)


def _from_xml(content: bytes) -> list[Row]:
    try:
        root: Element = ElementTree.fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as broken:
        raise UnreadableError("The answer is no XML that can be read safely.") from broken
    return [{each.tag: (each.text or "").strip() for each in reversed(list(row))} for row in root]
