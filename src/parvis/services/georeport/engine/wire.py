"""Answers in the two forms of the protocol.

The conventions are those of GeoReport v2: what is a wrapped list in XML is a bare list in JSON, moments are W3C with
their zone, what is empty stands as an empty element in XML and as null in JSON.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

MIME = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
# What XML 1.0 cannot hold at all, escaped or not.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKED = re.compile("[&<>]")
_NAME = re.compile(r"^[A-Za-z_][\w.-]*$", re.ASCII)
# One of many, where taking away the s does not tell.
_ONE_OF = {"services": "service", "service_requests": "request", "service_request_updates": "request_update"}


@dataclass(frozen=True, slots=True)
class Body:
    """An answer: the name of its outermost element, and what is in it: one thing or many."""

    root: str
    content: dict[str, Any] | list[dict[str, Any]]


def written(body: Body, form: str, zone: ZoneInfo) -> bytes:
    """The answer as `xml` or `json`, in UTF-8; moments in this zone."""
    return to_json(body, zone) if form == "json" else to_xml(body, zone)


def to_json(body: Body, zone: ZoneInfo) -> bytes:
    """A list stays bare, a single thing is an object."""

    def plain(value: Any) -> Any:
        if isinstance(value, datetime):
            return moment(value, zone)
        raise TypeError(f"{type(value).__name__} has no form in JSON.")

    return json.dumps(body.content, ensure_ascii=False, default=plain).encode("utf-8", "replace")


def to_xml(body: Body, zone: ZoneInfo) -> bytes:
    """Elements named as the standard names them."""
    inside = _inside(body.root, body.content, zone)
    whole = f'<?xml version="1.0" encoding="utf-8"?>\n<{body.root}>{inside}</{body.root}>'
    return whole.encode("utf-8", "replace")


def moment(value: datetime, zone: ZoneInfo) -> str:
    """W3C date and time, to the second, with its offset."""
    return value.astimezone(zone).isoformat(timespec="seconds")


def _inside(name: str, value: Any, zone: ZoneInfo) -> str:
    """What stands between the tags of an element; plain texts and nothing come first, because most are that."""
    kind = type(value)
    if kind is str:
        return _text(value)
    if value is None:
        return ""
    if kind is datetime:
        return moment(value, zone)
    if kind is dict:
        return _mould(tuple(value)) % tuple([_inside(key, each, zone) for key, each in value.items()])
    if kind is list:
        one = _ONE_OF.get(name) or name.removesuffix("s")
        return "".join([f"<{one}>{_inside(one, each, zone)}</{one}>" for each in value])
    return str(value).lower() if kind is bool else _text(str(value))


@lru_cache(maxsize=100)
def _mould(keys: tuple[str, ...]) -> str:
    """The elements of these names, one after the other, with a gap in each: the same for a thousand requests."""
    names = [_named(key) for key in keys]
    return "".join([f"<{name}>%s</{name}>" for name in names])


def _text(value: str) -> str:
    """As XML can hold it. What can be printed, it can, too."""
    possible = value if value.isprintable() else _IMPOSSIBLE.sub("", value)
    return escape(possible) if _MARKED.search(possible) else possible


def _named(key: str) -> str:
    """Names that come from a city's own questions may be none that XML knows."""
    return key if _NAME.match(key) else "item"
