"""A service as one readable file, for another city, another day, or the drawer. TOML, because people edit it."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tomli_w
from django.utils.translation import gettext as _
from pydantic import ValidationError as SchemaError

from parvis.kernel.sheets.labels import schema_sentence
from parvis.kernel.sheets.rules import Sheet

FORMAT = 1
BYTES_AT_MOST = 200_000


class UnreadableError(ValueError):
    """The file is none of ours, or says something that no service can be; the message is for whoever sent it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a file says: the module, the sheet, and the office that answers where the first does not (its slug)."""

    module: str
    sheet: Sheet
    fallback: str = ""


def written(said: Written, city: str) -> str:
    """The service as a file; `city` says where it comes from. What is empty is left out."""
    sheet = said.sheet.model_dump(mode="json", exclude_none=True)
    head: dict[str, Any] = {"format": FORMAT, "module": said.module, "city": city, "fallback": said.fallback}
    filled = {name: value for name, value in sheet.items() if name == "ladder" or value not in ("", {}, [])}
    return tomli_w.dumps({**head, "service": filled}, multiline_strings=True)


def read(content: bytes) -> Written:
    """What a file says. `UnreadableError` names the line or the field that is wrong."""
    if len(content) > BYTES_AT_MOST:
        raise UnreadableError(_("It is larger than any service."))
    try:
        found = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as wrong:  # a number of thousands of digits, a list of lists of lists
        raise UnreadableError(str(wrong)) from wrong
    if any("\x00" in text for text in _texts(found)):
        raise UnreadableError(_("It holds a sign that no text has (number 0)."))
    if found.get("format") != FORMAT or not isinstance(found.get("module"), str):
        raise UnreadableError(_("It must say “format = 1” and name its module."))
    try:
        sheet = Sheet.model_validate(found.get("service"))
    except SchemaError as wrong:
        raise UnreadableError(" ".join(schema_sentence(each) for each in wrong.errors())) from wrong
    fallback = found.get("fallback")
    return Written(found["module"], sheet, fallback if isinstance(fallback, str) else "")


def _texts(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list):
        for each in [*found, *found.values()] if isinstance(found, dict) else found:
            yield from _texts(each)
